-- One campaign or group of a run. One row, or none.
SELECT body
FROM findings
WHERE run = {run:String} AND id = {id:String}
LIMIT 1
SETTINGS max_execution_time = 30, log_comment = 'findings/one-finding'
