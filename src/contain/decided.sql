-- What an account was told lately, where that was more than "go on". One row: a call, the newest first.
-- Parameters: account, limit.
SELECT
  id,
  concat(replaceOne(toString(decisions.time), ' ', 'T'), 'Z') AS time,
  decision,
  measure,
  would,
  would_by,
  campaign,
  refused = 1 AS refused,
  fallback = 1 AS fallback,
  probe
FROM decisions
WHERE account = {account:String}
ORDER BY decisions.time DESC, id
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'contain/decided'
