-- How evenly does an account use the hours of the day?
-- One row: an account and the entropy of its hour-of-day profile in nats. Parameters: until.
SELECT account, log(sum(n)) - sum(n * log(n)) / sum(n) AS value
FROM (
  SELECT account, toHour(time) AS hour, count() AS n
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
  GROUP BY account, hour
)
GROUP BY account
ORDER BY account
