-- Which accounts were recognised as successors? One row an account, its newest link.
SELECT account, campaign, exchanges, wealth, reasons
FROM successors
ORDER BY account, at DESC
LIMIT 1 BY account
SETTINGS log_comment = 'follow/successors-known'
