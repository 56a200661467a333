-- How often does one account ask the same? One row: exchanges, those whose text was seen, different questions.
SELECT
  toFloat64(count()) AS exchanges,
  toFloat64(countIf(sketch_version > 0)) AS sketched,
  toFloat64(uniqExactIf(item, item != 0)) AS questions
FROM exchanges
WHERE account = {account:String}
SETTINGS max_execution_time = 30, log_comment = 'findings/account-questions'
