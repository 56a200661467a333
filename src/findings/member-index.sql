-- By what are the members of a finding sorted? One row a member, without the evidence. Parameters: run, id.
SELECT
  account,
  probability,
  toUnixTimestamp64Milli(since) / 1 AS since,
  JSONExtractFloat(body, 'exchanges') AS exchanges,
  JSONExtractString(body, 'first') AS first,
  JSONExtractString(body, 'last') AS last
FROM members
WHERE run = {run:String} AND id = {id:String}
ORDER BY account
LIMIT 1 BY account
SETTINGS max_execution_time = 60, log_comment = 'findings/member-index'
