-- When were the accounts of a finding active, by the day on which each began?
-- One row: a first day, a day, exchanges and active accounts. Parameters: run, id, as_of.
SELECT
  toString(started) AS started,
  toString(day) AS day,
  toFloat64(sum(exchanges)) AS exchanges,
  toFloat64(count()) AS accounts
FROM (
  SELECT account, day, exchanges, min(day) OVER (PARTITION BY account) AS started
  FROM (
    SELECT account, toDate(time) AS day, count() AS exchanges
    FROM exchanges
    WHERE time <= {as_of:DateTime64(3)}
      AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
    GROUP BY account, day
  )
)
GROUP BY started, day
ORDER BY started, day
LIMIT 100000
SETTINGS max_execution_time = 60, log_comment = 'findings/pool-activity'
