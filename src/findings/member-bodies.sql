-- These members of a finding, whole. One row a member. Parameters: run, id, accounts.
SELECT account, body
FROM members
WHERE run = {run:String} AND id = {id:String} AND account IN {accounts:Array(String)}
LIMIT 1 BY account
SETTINGS max_execution_time = 30, log_comment = 'findings/member-bodies'
