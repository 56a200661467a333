-- What was done, in the order of the chain? One row an entry; a page of them.
-- Parameters: after, until (0: no end); areas, subject, actor, request (empty: all); limit.
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
WHERE audit.seq > {after:UInt64}
  AND ({until:UInt64} = 0 OR audit.seq <= {until:UInt64})
  AND (empty({areas:Array(String)}) OR has({areas:Array(String)}, splitByChar('/', audit.act)[1]))
  AND ({subject:String} = '' OR audit.subject = {subject:String})
  AND ({actor:String} = '' OR audit.actor = {actor:String})
  AND ({request:String} = '' OR audit.request = {request:String})
ORDER BY audit.seq
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 60, log_comment = 'audit/entries'
