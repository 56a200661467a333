-- When was each candidate active?
-- One row: a candidate, a day, its exchanges and active members. Parameters: run, until.
SELECT candidate, toString(toDate(time)) AS day, count() AS exchanges, uniqExact(account) AS accounts
FROM exchanges
GLOBAL INNER JOIN (SELECT candidate, account FROM candidates WHERE run = {run:String}) AS who USING (account)
WHERE account GLOBAL IN (SELECT account FROM candidates WHERE run = {run:String}) AND time <= {until:DateTime64(3)}
GROUP BY candidate, day
ORDER BY candidate, day
