-- By which pathway did the exchanges come? One row a pathway. Parameters: run, id, as_of.
SELECT
  toString(pathway) AS name,
  toFloat64(uniqExact(account)) AS accounts,
  toFloat64(count()) AS exchanges
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY name
ORDER BY exchanges DESC, name
LIMIT 25
SETTINGS max_execution_time = 60, log_comment = 'findings/infrastructure-pathways'
