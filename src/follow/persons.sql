-- Which accounts does one person hold? One row: accounts with one mail address or one telephone number.
-- A number that many share is an office or a reseller, no person. Parameters: most.
SELECT groupArray(account) AS accounts
FROM (
  SELECT account, arrayJoin(arrayFilter(v -> v != '', [
    if(ifNull(email_hash, '') = '', '', concat('mail ', ifNull(email_hash, ''))),
    if(ifNull(phone_hash, '') = '', '', concat('phone ', ifNull(phone_hash, '')))
  ])) AS value
  FROM accounts
)
GROUP BY value
HAVING count() BETWEEN 2 AND {most:UInt64}
SETTINGS log_comment = 'follow/persons'
