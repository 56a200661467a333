-- How much traffic is there in a window? One row.
-- Parameters: from (excluded), to.
SELECT toFloat64(count()) AS exchanges
FROM exchanges
WHERE time > {from:DateTime64(3)} AND time <= {to:DateTime64(3)}
SETTINGS max_execution_time = 60, log_comment = 'contain/all-exchanges'
