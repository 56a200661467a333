-- What was the provider last asked about each account? One row an account for which something still holds.
SELECT account, argMax(measure, wave) AS measure, argMax(containment, wave) AS containment, argMax(terms, wave) AS terms
FROM actions
GROUP BY account
HAVING measure != 'none'
ORDER BY account
SETTINGS max_execution_time = 60, log_comment = 'actions/asked'
