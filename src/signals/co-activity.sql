-- In which hours was each account active? What the decomposition starts from.
-- One row: an account, an hour since the epoch, and its exchanges in it. Parameters: until.
SELECT account, toString(intDiv(toUnixTimestamp(time), 3600)) AS value, count() AS uses
FROM exchanges
WHERE time <= {until:DateTime64(3)}
GROUP BY account, value
ORDER BY value, account
