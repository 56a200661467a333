-- Every member of every campaign of a run, never of a group. One row a member, in the order of the export.
SELECT id AS campaign, body
FROM members
WHERE run = {run:String} AND kind = 'campaign'
ORDER BY id, account
LIMIT 1 BY id, account
SETTINGS log_comment = 'findings/export-members'
