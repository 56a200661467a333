-- What did account holders write in these appeals? One row an appeal whose text was not deleted.
SELECT appeal, text
FROM appeals
WHERE appeal IN ({appeals:Array(String)})
ORDER BY appeal
LIMIT 1 BY appeal
SETTINGS max_execution_time = 30, log_comment = 'contain/appeal-texts'
