-- Which accounts have mail addresses of one shape?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT account, value, 1 AS uses
FROM (
  SELECT value, groupArray(account) AS holders
  FROM (
    SELECT account, assumeNotNull(email_shape) AS value
    FROM accounts
    WHERE (created IS NULL OR created <= {until:DateTime64(3)}) AND email_shape != ''
  )
  GROUP BY value
  HAVING length(holders) >= 3
)
ARRAY JOIN holders AS account
ORDER BY value, account
