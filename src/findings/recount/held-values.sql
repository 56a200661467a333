-- Which values of one signal do most members hold, and how many others hold them? One row a value, the commonest first.
-- The signal's own query stands inside. Parameters: run, id, until.
SELECT value, toFloat64(uniqExactIf(account, inside)) AS members, toFloat64(uniqExactIf(account, NOT inside)) AS others
FROM (
  SELECT account, value, account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS inside
  FROM signal_query
)
GROUP BY value
HAVING members >= 3
ORDER BY members DESC, others, value
LIMIT 5
