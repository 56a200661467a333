-- Who belongs to a finding, and how surely? One row a member.
SELECT account, probability
FROM members
WHERE run = {run:String} AND id = {id:String}
ORDER BY account
LIMIT 1 BY account
SETTINGS max_execution_time = 60, log_comment = 'contain/finding-members'
