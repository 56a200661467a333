-- Which coordinated groups did the same run leave alone? One row a group, the largest first. Parameters: run, id.
SELECT
  id,
  any(JSONExtractString(body, 'name')) AS name,
  toFloat64(any(accounts)) AS accounts,
  any(JSONExtractFloat(body, 'same_hand')) AS same_hand,
  any(JSONExtractFloat(body, 'purpose')) AS purpose
FROM findings
WHERE run = {run:String} AND kind = 'group' AND id != {id:String}
GROUP BY id
ORDER BY accounts DESC, id
LIMIT 12
SETTINGS log_comment = 'recount/look-alikes'
