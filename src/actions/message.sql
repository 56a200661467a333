-- What does one message say? One row an account of it.
SELECT account, toString(measure) AS measure, containment, keys, terms, at
FROM actions
WHERE action = {action:String}
ORDER BY account
LIMIT 1 BY account
SETTINGS max_execution_time = 30, log_comment = 'actions/message'
