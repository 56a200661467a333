-- How large was each campaign when it was largest? One row a campaign of any run. Parameters: limit.
SELECT id, argMax(body, (exchanges, as_of)) AS body
FROM findings
WHERE kind = 'campaign'
GROUP BY id
ORDER BY max(exchanges) DESC, id
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 60, log_comment = 'findings/records'
