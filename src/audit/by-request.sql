-- Which entries did a request of this client id make? One row an entry; a request makes one or two.
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
WHERE request = {request:String} AND audit.actor = {actor:String} AND request != ''
ORDER BY audit.seq
LIMIT 10
SETTINGS max_execution_time = 30, log_comment = 'audit/by-request'
