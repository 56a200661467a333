-- Which run is the present? One row, the run that looked furthest in event time, or none.
SELECT body
FROM runs
WHERE {run:String} = '' OR run = {run:String}
ORDER BY as_of DESC, stored DESC, run DESC
LIMIT 1
SETTINGS max_execution_time = 30, log_comment = 'findings/newest-run'
