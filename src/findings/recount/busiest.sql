-- Which day was the busiest, and what was a usual one? One row, or none. Parameters: run, id, as_of.
SELECT argMax(day, exchanges) AS busiest_day, max(exchanges) AS most, quantileExact(0.5)(exchanges) AS median, max(accounts) AS most_accounts
FROM (
  SELECT toString(toDate(time)) AS day, toFloat64(count()) AS exchanges, toFloat64(uniqExact(account)) AS accounts
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)}
    AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
  GROUP BY day
  ORDER BY day
)
HAVING count() > 0
SETTINGS log_comment = 'recount/busiest'
