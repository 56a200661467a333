-- How long is the audit log, and what is the hash of its newest entry? One row. Parameters: none.
SELECT toFloat64(count()) AS entries, if(count() = 0, '', argMax(hash, seq)) AS head
FROM (SELECT seq, any(hash) AS hash FROM audit GROUP BY seq)
SETTINGS log_comment = 'recount/audit-head'
