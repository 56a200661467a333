-- With which credentials did accounts call lately? One row an account; at most 100 of its keys.
-- Parameters: accounts, from.
SELECT account, arraySort(groupUniqArray(100)(key)) AS keys
FROM exchanges
WHERE account IN ({accounts:Array(String)}) AND key != '' AND time > {from:DateTime64(3)}
GROUP BY account
ORDER BY account
SETTINGS max_execution_time = 120, log_comment = 'actions/keys'
