-- What did each look find? One row a look, in event time; a look repeated with another version counts once, the newest.
SELECT body
FROM runs
ORDER BY as_of, stored DESC, run DESC
LIMIT 1 BY as_of
SETTINGS max_execution_time = 60, log_comment = 'findings/timeline'
