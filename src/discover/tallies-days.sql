-- On how many days was each account used, and from how many address ranges a day?
-- One row: an account; its days, its ranges counted day by day, and its days with a known range.
-- Parameters: since, a midnight; until, included.
SELECT
  account,
  uniqExact(toDate(time)) AS days,
  uniqExactIf((toDate(time), prefix), prefix != toIPv6('::')) AS ranges,
  uniqExactIf(toDate(time), prefix != toIPv6('::')) AS ranged_days
FROM exchanges
WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
GROUP BY account
ORDER BY account
