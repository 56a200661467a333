-- Who sends near-duplicate messages?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
-- Bands of one text have the same holders: they are one value, named after the first of them.
SELECT pair.1 AS account, value, pair.2 AS uses
FROM (
  SELECT min(band) AS value, argMin(holdings, band) AS pairs
  FROM (
    SELECT band, arraySort(groupArray((account, uses))) AS holdings
    FROM (
      SELECT account, lower(hex(arrayJoin(bands))) AS band, count() AS uses
      FROM exchanges
      WHERE time <= {until:DateTime64(3)} AND notEmpty(bands)
      GROUP BY account, band
    )
    GROUP BY band
    HAVING length(holdings) >= 3
  )
  GROUP BY arrayMap(holding -> holding.1, holdings)
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
