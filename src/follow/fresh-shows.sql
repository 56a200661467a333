-- What have new accounts shown so far that some campaign shows too? One row an exchange of an account's first ones, in
-- their order, and before them one for its own record (position 0). Parameters: accounts, keys, most, away (an account
-- that was silent since then begins anew), until.
SELECT account, position, shown
FROM (
  SELECT
    account,
    row_number() OVER (PARTITION BY account ORDER BY time) AS position,
    arrayFilter(key -> key IN (SELECT arrayJoin({keys:Array(String)})), arrayMap(pair -> concat(pair.1, '\t', pair.2), shows)) AS shown
  FROM exchange_shows
  WHERE account IN (SELECT arrayJoin({accounts:Array(String)}))
    AND time >= {away:DateTime64(3, 'UTC')} AND time <= {until:DateTime64(3, 'UTC')}
  UNION ALL
  SELECT
    account,
    0 AS position,
    arrayFilter(key -> key IN (SELECT arrayJoin({keys:Array(String)})), arrayMap(pair -> concat(pair.1, '\t', pair.2), shows)) AS shown
  FROM account_shows
  WHERE account IN (SELECT arrayJoin({accounts:Array(String)}))
)
WHERE position <= {most:UInt64} + 1
ORDER BY account, position
SETTINGS log_comment = 'follow/fresh-shows'
