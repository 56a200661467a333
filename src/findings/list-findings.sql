-- What did one run find? One row a campaign or group, the largest first.
SELECT body
FROM findings
WHERE run = {run:String} AND ({kind:String} = '' OR kind = {kind:String})
ORDER BY accounts DESC, id
LIMIT 1 BY id
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'findings/list-findings'
