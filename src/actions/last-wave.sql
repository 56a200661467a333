-- How many comparisons have asked for something so far? One row.
SELECT toFloat64(max(wave)) AS wave
FROM actions
SETTINGS max_execution_time = 30, log_comment = 'actions/last-wave'
