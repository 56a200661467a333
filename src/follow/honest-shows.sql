-- Which of the campaigns' values do honest accounts show while they are new? One row an account that shows any.
-- The reference: accounts in no campaign whose test is over (they have shown enough, or were opened long enough ago, or
-- before anything was found). Parameters: run, until, keys, most, opened, modulus (one account in so many is looked at).
WITH others AS (
  SELECT account
  FROM exchanges
  WHERE time <= {until:DateTime64(3, 'UTC')} AND cityHash64(account) % {modulus:UInt64} = 0
    AND account GLOBAL NOT IN (SELECT account FROM members WHERE run = {run:String} AND kind = 'campaign')
    AND account GLOBAL NOT IN (SELECT account FROM successors)
  GROUP BY account
  HAVING count() > {most:UInt64} OR min(time) < {opened:DateTime64(3, 'UTC')}
)
SELECT '' AS account, [toString(count())] AS shown
FROM others
UNION ALL
SELECT account, groupUniqArray(key) AS shown
FROM (
  SELECT account, concat(pair.1, '\t', pair.2) AS key
  FROM (
    SELECT account, shows
    FROM exchange_shows
    WHERE time <= {until:DateTime64(3, 'UTC')} AND account GLOBAL IN (SELECT account FROM others)
    ORDER BY account, time
    LIMIT {most:UInt64} BY account
  )
  ARRAY JOIN shows AS pair
  WHERE key GLOBAL IN (SELECT arrayJoin({keys:Array(String)}))
  UNION ALL
  SELECT account, concat(pair.1, '\t', pair.2) AS key
  FROM (SELECT account, shows FROM account_shows WHERE account GLOBAL IN (SELECT account FROM others))
  ARRAY JOIN shows AS pair
  WHERE key GLOBAL IN (SELECT arrayJoin({keys:Array(String)}))
)
GROUP BY account
SETTINGS log_comment = 'follow/honest-shows'
