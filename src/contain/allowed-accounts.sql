-- Which accounts belong to allow-listed organisations? One row an account.
SELECT account
FROM accounts
WHERE organization IN ({organizations:Array(String)})
ORDER BY account
LIMIT 1000000
SETTINGS max_execution_time = 60, log_comment = 'contain/allowed-accounts'
