-- How sure is the membership of each account? One row. Parameters: run, id.
SELECT
  toFloat64(count()) AS members,
  toFloat64(countIf(probability >= 0.99)) AS surest,
  if(count() = 0, NULL, min(probability)) AS least,
  round(sum(1 - probability), 6) AS strangers
FROM (
  SELECT account, max(probability) AS probability FROM members WHERE run = {run:String} AND id = {id:String} GROUP BY account
)
SETTINGS log_comment = 'recount/sureness'
