-- Where does the audit log end? One row, or none when nothing was ever done.
SELECT toFloat64(seq) AS seq, hash
FROM audit
ORDER BY audit.seq DESC
LIMIT 1
SETTINGS max_execution_time = 30, log_comment = 'audit/head'
