-- How many members answer to a search and hold a value? One row. Parameters: run, id, search, held.
SELECT toFloat64(uniqExact(account)) AS count
FROM members
WHERE run = {run:String} AND id = {id:String}
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(account, {search:String}) > 0)
  AND ({held:String} = '' OR position(body, {held:String}) > 0)
SETTINGS max_execution_time = 30, log_comment = 'findings/member-rows-count'
