-- Which members were suspended or banned, and when? One row: a day, a status and its accounts. Parameters: run, id.
SELECT
  toString(toDate(assumeNotNull(status_time))) AS day,
  assumeNotNull(status) AS status,
  toFloat64(count()) AS accounts
FROM accounts
WHERE status IN ('suspended', 'banned') AND status_time IS NOT NULL
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY day, status
ORDER BY day, status
LIMIT 2000
SETTINGS max_execution_time = 60, log_comment = 'findings/members-stopped'
