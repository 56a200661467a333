-- When were members of the campaigns shut out? One row a campaign: the first and the last time, and how many.
-- Parameters: run, since (earlier closings are over), until, least (members).
SELECT
  campaign,
  toUnixTimestamp64Milli(min(closed)) AS from,
  toUnixTimestamp64Milli(max(closed)) AS to
FROM (
  SELECT account, assumeNotNull(status_time) AS closed
  FROM accounts
  WHERE status IN ('banned', 'suspended') AND status_time > {since:DateTime64(3, 'UTC')} AND status_time <= {until:DateTime64(3, 'UTC')}
) AS shut
GLOBAL INNER JOIN (SELECT DISTINCT account, id AS campaign FROM members WHERE run = {run:String} AND kind = 'campaign') AS theirs USING (account)
GROUP BY campaign
HAVING count() >= {least:UInt64}
ORDER BY campaign
SETTINGS log_comment = 'follow/closures'
