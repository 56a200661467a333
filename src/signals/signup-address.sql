-- Which accounts were opened from one address?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT account, value, 1 AS uses
FROM (
  SELECT value, groupArray(account) AS holders
  FROM (
    SELECT account, replaceOne(toString(assumeNotNull(signup_ip)), '::ffff:', '') AS value
    FROM accounts
    WHERE (created IS NULL OR created <= {until:DateTime64(3)}) AND signup_ip IS NOT NULL AND signup_ip != toIPv6('::')
  )
  GROUP BY value
  HAVING length(holders) >= 3
)
ARRAY JOIN holders AS account
ORDER BY value, account
