-- When were the members active? One row a day, with its exchanges and active members.
-- Parameters: run, id, as_of.
SELECT
  toString(toDate(time)) AS day,
  toFloat64(count()) AS exchanges,
  toFloat64(uniqExact(account)) AS accounts
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY day
ORDER BY day
LIMIT 1000
SETTINGS log_comment = 'recount/timeline'
