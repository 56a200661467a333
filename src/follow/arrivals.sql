-- Which accounts have sent something in a span of time, and was any of it stored since the last look? One row an
-- account. Parameters: since (stored), from, until, limit.
SELECT account
FROM exchanges
WHERE ingested >= {since:DateTime64(3, 'UTC')} AND time >= {from:DateTime64(3, 'UTC')} AND time <= {until:DateTime64(3, 'UTC')}
GROUP BY account
ORDER BY account
LIMIT {limit:UInt64}
SETTINGS log_comment = 'follow/arrivals'
