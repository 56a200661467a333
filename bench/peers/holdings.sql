-- Which values does each account hold, of everything exchanges and account records show?
-- One row: an account and a value held by at least two accounts. Near-duplicate bands are left out: a text has many.
SELECT holder.1 AS account, kind, value, holder.2 AS uses
FROM (
  SELECT kind, value, groupArray((account, uses)) AS holders
  FROM (
    SELECT account, show.1 AS kind, show.2 AS value, toUInt32(count()) AS uses
    FROM exchange_shows
    ARRAY JOIN shows AS show
    WHERE kind != 'near-duplicate'
    GROUP BY account, kind, value
    UNION ALL
    SELECT account, show.1 AS kind, show.2 AS value, toUInt32(1) AS uses
    FROM account_shows
    ARRAY JOIN shows AS show
  )
  GROUP BY kind, value
  HAVING length(holders) >= 2
)
ARRAY JOIN holders AS holder
ORDER BY kind, value, holder.1
