-- How large is the finding, counted again from the exchanges of its members?
-- One row. Parameters: run, id, as_of.
SELECT
  toFloat64(uniqExact(account)) AS accounts,
  toFloat64(count()) AS exchanges,
  toFloat64(sum(ifNull(input_tokens, 0))) AS input_tokens,
  toFloat64(sum(ifNull(output_tokens, 0))) AS output_tokens,
  if(count() = 0, '', toString(toDate(min(time)))) AS first_day,
  if(count() = 0, '', toString(toDate(max(time)))) AS last_day,
  toFloat64(if(count() = 0, 0, dateDiff('day', toDate(min(time)), toDate(max(time))) + 1)) AS days,
  if(count() = 0, 0, exchanges / accounts / days) AS per_account_day,
  toFloat64(uniqExact(model)) AS models
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
SETTINGS log_comment = 'recount/totals'
