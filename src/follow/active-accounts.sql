-- Which accounts have sent something since the last look? One row an account. Parameters: since, limit.
SELECT account
FROM exchanges
WHERE ingested >= {since:DateTime64(3, 'UTC')}
GROUP BY account
LIMIT {limit:UInt64}
SETTINGS log_comment = 'follow/active-accounts'
