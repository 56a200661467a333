-- Over how many address ranges does an account spread on a day it is used?
-- One row: an account and that rate. Parameters: until.
SELECT account, sum(prefixes) / count() AS value
FROM (
  SELECT account, toDate(time) AS day, uniqExact(prefix) AS prefixes
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND prefix != toIPv6('::')
  GROUP BY account, day
)
GROUP BY account
ORDER BY account
