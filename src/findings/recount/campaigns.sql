-- Which campaigns did the run name? One row a campaign, the largest first. Parameters: run, id.
SELECT
  id,
  toFloat64(any(accounts)) AS accounts,
  toFloat64(any(exchanges)) AS exchanges,
  JSONExtractFloat(any(body), 'output_tokens') AS output_tokens,
  substring(JSONExtractString(any(body), 'first'), 1, 10) AS first_day,
  substring(JSONExtractString(any(body), 'last'), 1, 10) AS last_day,
  toFloat64(dateDiff('day', toDateOrZero(first_day), toDateOrZero(last_day)) + 1) AS days,
  any(JSONExtractString(body, 'name')) AS name
FROM findings
WHERE run = {run:String} AND kind = 'campaign'
GROUP BY id
ORDER BY id = {id:String} DESC, exchanges DESC, id
LIMIT 12
SETTINGS log_comment = 'recount/campaigns'
