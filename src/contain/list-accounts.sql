-- Who stands on lists of accounts? One row an account of a list, in the order the seal is taken over.
SELECT act AS list, account, probability, toString(role) AS role
FROM act_accounts
WHERE act IN ({lists:Array(String)})
ORDER BY act_accounts.act, act_accounts.account
LIMIT 1 BY act_accounts.act, act_accounts.account
SETTINGS max_execution_time = 60, log_comment = 'contain/list-accounts'
