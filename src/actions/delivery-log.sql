-- What became of each attempt to deliver, the newest first? One row an attempt.
SELECT action, toFloat64(attempt) AS attempt, at, toString(outcome) AS outcome, toFloat64(status) AS status, reason
FROM deliveries
ORDER BY at DESC, action, attempt DESC
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'actions/delivery-log'
