-- How many members does one finding have? One row. The page needs it to know where its pages end.
SELECT toFloat64(uniqExact(account)) AS count
FROM members
WHERE run = {run:String} AND id = {id:String}
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(account, {search:String}) > 0)
SETTINGS max_execution_time = 30, log_comment = 'findings/member-count'
