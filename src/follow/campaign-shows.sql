-- What do the members of each campaign show, and how many of them? One row: a value and its holders, the most shared
-- first, with the number of members looked at. Parameters: run, members (looked at per campaign), exchanges (the latest
-- of each member), least (share of members), values (per signal).
WITH chosen AS (
  SELECT id AS campaign, account
  FROM members
  WHERE run = {run:String} AND kind = 'campaign'
  GROUP BY campaign, account
  ORDER BY campaign, cityHash64(account), account
  LIMIT {members:UInt64} BY campaign
)
SELECT campaign, signal, value, holders, size
FROM (
  SELECT campaign, pair.1 AS signal, pair.2 AS value, uniqExact(account) AS holders
  FROM (
    SELECT campaign, account, pair
    FROM (
      SELECT account, shows
      FROM exchange_shows
      WHERE account GLOBAL IN (SELECT account FROM chosen)
      ORDER BY account, time DESC
      LIMIT {exchanges:UInt64} BY account
    ) AS sent
    ARRAY JOIN shows AS pair
    GLOBAL INNER JOIN chosen USING (account)
    UNION ALL
    SELECT campaign, account, pair
    FROM (SELECT account, shows FROM account_shows WHERE account GLOBAL IN (SELECT account FROM chosen)) AS opened
    ARRAY JOIN shows AS pair
    GLOBAL INNER JOIN chosen USING (account)
  )
  GROUP BY campaign, signal, value
) AS counted
GLOBAL INNER JOIN (SELECT campaign, count() AS size FROM chosen GROUP BY campaign) AS sizes USING (campaign)
WHERE holders >= 2 AND holders >= {least:Float64} * size
ORDER BY campaign, signal, holders DESC, value
LIMIT {values:UInt64} BY campaign, signal
SETTINGS log_comment = 'follow/campaign-shows'
