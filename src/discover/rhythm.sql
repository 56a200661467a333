-- When was each account active?
-- One row: an account, the hours since the epoch in which it made exchanges, and how many, as text: a list of numbers is
-- none of the columns that are read whole. Accounts below `least` exchanges carry too little rhythm to compare and are
-- left out. Parameters: until, least.
SELECT account, toString(groupArray(hour)) AS hours, toString(groupArray(n)) AS counts
FROM (
  SELECT account, intDiv(toUnixTimestamp(time), 3600) AS hour, count() AS n
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
  GROUP BY account, hour
  ORDER BY account, hour
)
GROUP BY account
HAVING sum(n) >= {least:UInt32}
ORDER BY account
