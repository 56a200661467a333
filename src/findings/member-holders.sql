-- Which members hold a value? One row a member whose evidence names it. Parameters: run, id, held.
SELECT DISTINCT account
FROM members
WHERE run = {run:String} AND id = {id:String} AND position(body, {held:String}) > 0
SETTINGS max_execution_time = 30, log_comment = 'findings/member-holders'
