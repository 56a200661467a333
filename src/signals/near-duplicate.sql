-- Who sends near-duplicate messages?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
-- Bands of one text have the same holders: they are one value, named after the first of them. Most bands are one account's
-- own: those are gone before accounts are told apart. Sets of holders are told apart by two sums of hashes, and the first of
-- each is taken of sorted rows: a state that holds the smallest list is ten times as dear.
SELECT toLowCardinality(account) AS account, value, uses
FROM (
  SELECT
    lower(hex(band)) AS value,
    groupArray(account) AS accounts,
    groupArray(n) AS counts,
    sum(cityHash64(account)) AS one,
    groupBitXor(sipHash64(account)) AS other
  FROM (
    SELECT account, arrayJoin(bands) AS band, count() AS n
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND notEmpty(bands) AND band GLOBAL IN (
      SELECT arrayJoin(bands) AS shared
      FROM exchanges
      WHERE time <= {until:DateTime64(3)} AND notEmpty(bands)
      GROUP BY shared
      HAVING uniqUpTo(2)(cityHash64(account)) > 2
    )
    GROUP BY account, band
  )
  GROUP BY band
  ORDER BY value
  LIMIT 1 BY one, other
)
ARRAY JOIN accounts AS account, counts AS uses
ORDER BY value, account
