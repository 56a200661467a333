-- Which accounts were opened on one device or with one phone number?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT account, value, 1 AS uses
FROM (
  SELECT value, groupArray(account) AS holders
  FROM (
    SELECT account, arrayJoin(arrayFilter(v -> v != '', [if(ifNull(signup_device, '') = '', '', concat('device ', assumeNotNull(signup_device))), if(ifNull(phone_hash, '') = '', '', concat('phone ', assumeNotNull(phone_hash)))])) AS value
    FROM accounts
    WHERE (created IS NULL OR created <= {until:DateTime64(3)}) AND 1
  )
  GROUP BY value
  HAVING length(holders) >= 3
)
ARRAY JOIN holders AS account
ORDER BY value, account
