-- How many exchanges does an account make on a day it is used?
-- One row: an account and that rate. Parameters: until.
SELECT account, count() / uniqExact(toDate(time)) AS value
FROM exchanges
WHERE time <= {until:DateTime64(3)}
GROUP BY account
ORDER BY account
