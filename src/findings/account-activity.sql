-- How does one account use the models? One row a day, oldest first; at most the newest 400 days.
SELECT
  toString(toDate(time)) AS day,
  toFloat64(uniqExact(id)) AS exchanges,
  toFloat64(sum(ifNull(input_tokens, 0))) AS input_tokens,
  toFloat64(sum(ifNull(output_tokens, 0))) AS output_tokens
FROM exchanges
WHERE account = {account:String}
GROUP BY day
ORDER BY day DESC
LIMIT 400
SETTINGS max_execution_time = 30, log_comment = 'findings/account-activity'
