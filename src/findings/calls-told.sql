-- What were the calls of one campaign told, day by day? One row: a day and a decision. Only what was more than "go on"
-- is kept. Parameters: id.
SELECT
  toString(toDate(decisions.time)) AS day,
  decision,
  toFloat64(count()) AS exchanges
FROM decisions
WHERE campaign = {id:String}
GROUP BY day, decision
ORDER BY day, decision
LIMIT 2000
SETTINGS max_execution_time = 30, log_comment = 'findings/calls-told'
