-- What does a run say about one account? One row a finding that holds it.
SELECT id, kind, body
FROM members
WHERE run = {run:String} AND account = {account:String}
ORDER BY kind, id
LIMIT 1 BY id
LIMIT 100
SETTINGS max_execution_time = 30, log_comment = 'findings/account-memberships'
