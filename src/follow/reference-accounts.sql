-- Honest accounts that began before pools were shut out: one row an account, a sample that stays the same.
-- Parameters: run, before, limit.
SELECT account
FROM exchanges
WHERE time < {before:DateTime64(3, 'UTC')}
  AND account GLOBAL NOT IN (SELECT account FROM members WHERE run = {run:String} AND kind = 'campaign')
  AND account GLOBAL NOT IN (SELECT account FROM successors)
  AND account GLOBAL NOT IN (SELECT account FROM accounts WHERE status IN ('banned', 'suspended'))
GROUP BY account
ORDER BY cityHash64(account), account
LIMIT {limit:UInt64}
SETTINGS log_comment = 'follow/reference-accounts'
