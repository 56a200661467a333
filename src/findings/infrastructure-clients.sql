-- Which clients did the members use, and who else uses them? One row a client, the busiest first.
-- Parameters: run, id, as_of.
SELECT
  user_agent AS name,
  ja4,
  toFloat64(uniqExactIf(account, mine)) AS accounts,
  toFloat64(countIf(mine)) AS exchanges,
  toFloat64(uniqExactIf(account, NOT mine)) AS strangers
FROM (
  SELECT
    user_agent, ja4, account,
    account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS mine
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)} AND (user_agent != '' OR ja4 != '')
)
GROUP BY user_agent, ja4
HAVING exchanges > 0
ORDER BY exchanges DESC, name, ja4
LIMIT 25
SETTINGS max_execution_time = 60, log_comment = 'findings/infrastructure-clients'
