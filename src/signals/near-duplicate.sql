-- Who sends near-duplicate messages?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
-- Bands of one text have the same holders: they are one value, named after the first of them. Most bands are one account's
-- own: those are gone before accounts are told apart.
SELECT pair.1 AS account, value, pair.2 AS uses
FROM (
  SELECT min(name) AS value, argMin(holdings, name) AS pairs
  FROM (
    SELECT lower(hex(band)) AS name, arraySort(groupArray((account, uses))) AS holdings
    FROM (
      SELECT account, arrayJoin(bands) AS band, count() AS uses
      FROM exchanges
      WHERE time <= {until:DateTime64(3)} AND notEmpty(bands) AND band GLOBAL IN (
        SELECT arrayJoin(bands) AS shared
        FROM exchanges
        WHERE time <= {until:DateTime64(3)} AND notEmpty(bands)
        GROUP BY shared
        HAVING uniqUpTo(2)(account) > 2
      )
      GROUP BY account, band
    )
    GROUP BY band
  )
  GROUP BY sipHash128(arrayMap(holding -> holding.1, holdings))
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
