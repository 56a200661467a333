-- When was each account first a member of a campaign, as far as runs up to a time tell? One row an account.
-- Parameters: until.
SELECT account, toUnixTimestamp64Milli(min(since)) AS since
FROM members
WHERE kind = 'campaign' AND as_of <= {until:DateTime64(3)}
GROUP BY account
ORDER BY account
SETTINGS max_execution_time = 60, log_comment = 'findings/first-flagged'
