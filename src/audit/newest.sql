-- What was done last? One row an entry, the newest first; a page of them.
-- Parameters: before (0: from the end), areas (empty: all), subject (empty: all), actor (empty: all), limit.
SELECT
  toFloat64(seq) AS seq,
  at,
  actor,
  toString(actor_kind) AS actor_kind,
  toString(act) AS act,
  subject,
  request,
  detail,
  previous,
  hash
FROM audit
WHERE ({before:UInt64} = 0 OR audit.seq < {before:UInt64})
  AND (empty({areas:Array(String)}) OR has({areas:Array(String)}, splitByChar('/', audit.act)[1]))
  AND ({subject:String} = '' OR audit.subject = {subject:String})
  AND ({actor:String} = '' OR audit.actor = {actor:String})
ORDER BY audit.seq DESC
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 60, log_comment = 'audit/newest'
