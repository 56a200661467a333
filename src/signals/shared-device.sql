-- Whose clients report one device or installation id?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT pair.1 AS account, value, pair.2 AS uses
FROM (
  SELECT value, groupArray((account, uses)) AS pairs
  FROM (
    SELECT account, device AS value, count() AS uses
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND device != ''
    GROUP BY account, value
  )
  GROUP BY value
  HAVING length(pairs) >= 3
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
