-- How much had been taken before the accounts were named? One row, event time throughout. Parameters: run, id, as_of.
SELECT
  toFloat64(countIf(time < since)) AS before,
  toFloat64(countIf(time >= since)) AS after,
  if(count() = 0, NULL, countIf(time < since) / count()) AS before_share,
  if(count() = 0, '', toString(toDate(min(since)))) AS first_named
FROM exchanges
GLOBAL INNER JOIN (
  SELECT account, min(since) AS since FROM members WHERE run = {run:String} AND id = {id:String} GROUP BY account
) AS named USING (account)
WHERE time <= {as_of:DateTime64(3)}
SETTINGS log_comment = 'recount/leak'
