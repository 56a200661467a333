-- What was done about it, and by whom? One row an entry of the audit log, in order. Parameters: id.
SELECT
  toFloat64(seq) AS seq,
  formatDateTime(at, '%Y-%m-%d %H:%i', 'UTC') AS moment,
  act,
  actor_kind,
  hash
FROM audit
WHERE subject = {id:String} OR JSONExtractString(detail, 'campaign') = {id:String}
ORDER BY seq
LIMIT 1 BY seq
LIMIT 50
SETTINGS log_comment = 'recount/acts'
