-- What do one account's exchanges have in common, and who else has it? One row a sketch it uses most, by kind.
-- Parameters: account, run, id (its campaign or group; empty for none).
WITH own AS (
  SELECT what, value, count() AS exchanges
  FROM (
    SELECT arrayJoin([
      ('template', template), ('system', system_template), ('toolset', toolset), ('profile', profile)
    ]) AS sketch, sketch.1 AS what, sketch.2 AS value
    FROM exchanges
    WHERE account = {account:String} AND sketch_version > 0
  )
  WHERE value != 0
  GROUP BY what, value
  ORDER BY what, exchanges DESC, value
  LIMIT 4 BY what
)
SELECT
  what,
  hex(value) AS value,
  toFloat64(any(own.exchanges)) AS exchanges,
  toFloat64(uniqExactIf(account, mine)) AS members,
  toFloat64(uniqExactIf(account, NOT mine AND account != {account:String})) AS strangers
FROM (
  SELECT DISTINCT
    account,
    arrayJoin([
      ('template', template), ('system', system_template), ('toolset', toolset), ('profile', profile)
    ]) AS sketch,
    sketch.1 AS what,
    sketch.2 AS value,
    account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS mine
  FROM exchanges
  -- Most exchanges share nothing with this account and are left out before anything is joined.
  WHERE template GLOBAL IN (SELECT value FROM own WHERE what = 'template')
    OR system_template GLOBAL IN (SELECT value FROM own WHERE what = 'system')
    OR toolset GLOBAL IN (SELECT value FROM own WHERE what = 'toolset')
    OR profile GLOBAL IN (SELECT value FROM own WHERE what = 'profile')
) AS uses
GLOBAL INNER JOIN own USING (what, value)
GROUP BY what, value
ORDER BY what, exchanges DESC, value
SETTINGS max_execution_time = 60, log_comment = 'findings/account-sketches'
