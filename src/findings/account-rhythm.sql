-- In which hours of the week does one account work? One row a weekday (1 is Monday) and hour (UTC) with exchanges.
SELECT
  toFloat64(toDayOfWeek(time)) AS weekday,
  toFloat64(toHour(time)) AS hour,
  toFloat64(count()) AS exchanges
FROM exchanges
WHERE account = {account:String}
GROUP BY weekday, hour
ORDER BY weekday, hour
LIMIT 168
SETTINGS max_execution_time = 30, log_comment = 'findings/account-rhythm'
