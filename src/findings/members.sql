-- Who belongs to one finding? One row a member, the surest first; a page of them.
SELECT body
FROM members
WHERE run = {run:String} AND id = {id:String}
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(account, {search:String}) > 0)
ORDER BY probability DESC, account
LIMIT 1 BY account
LIMIT {limit:UInt32} OFFSET {offset:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'findings/members'
