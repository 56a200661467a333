-- As what were accounts opened? One row an account: when (0: unknown), and hashes in the order of `accountFacts`
-- (conduct.ts); 0 is unknown. A bank's card range tells the country, so only ranges of bought cards are read.
-- Parameters: accounts.
SELECT
  account,
  ifNull(toUnixTimestamp64Milli(created), 0) AS opened,
  arrayMap(fact -> if(fact = '', 0, toUInt32(cityHash64(fact))), [
    ifNull(payment_kind, ''),
    if(match(lower(ifNull(payment_kind, '')), 'virtual|prepaid|gift|crypto'), ifNull(payment_bin, ''), ''),
    ifNull(email_shape, ''),
    concat('phone ', toString(isNotNull(phone_hash))),
    concat('organization ', toString(isNotNull(organization))),
    ifNull(referral, ''),
    ifNull(plan, '')
  ]) AS facts
FROM accounts
WHERE account IN (SELECT arrayJoin({accounts:Array(String)}))
SETTINGS log_comment = 'follow/conduct-accounts'
