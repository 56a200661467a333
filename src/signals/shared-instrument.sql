-- Which accounts are paid by one instrument?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT account, value, 1 AS uses
FROM (
  SELECT value, groupArray(account) AS holders
  FROM (
    SELECT account, assumeNotNull(payment_instrument) AS value
    FROM accounts
    WHERE (created IS NULL OR created <= {until:DateTime64(3)}) AND payment_instrument != ''
  )
  GROUP BY value
  HAVING length(holders) >= 3
)
ARRAY JOIN holders AS account
ORDER BY value, account
