-- Who belongs to the campaigns of a run, and how surely? One row a member. Parameters: run.
SELECT id AS campaign, account, probability
FROM members
WHERE run = {run:String} AND kind = 'campaign'
ORDER BY campaign, account
LIMIT 1 BY campaign, account
SETTINGS log_comment = 'follow/member-accounts'
