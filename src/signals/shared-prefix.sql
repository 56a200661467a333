-- Which accounts were seen in one range?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT toLowCardinality(pair.1) AS account, toLowCardinality(replaceOne(toString(address), '::ffff:', '')) AS value, pair.2 AS uses
FROM (
  SELECT address, groupArray((account, uses)) AS pairs
  FROM (
    SELECT account, prefix AS address, count() AS uses
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND prefix != toIPv6('::')
    GROUP BY account, address
  )
  GROUP BY address
  HAVING length(pairs) >= 3
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
