-- How often was something done about it? One row. Parameters: id.
SELECT toFloat64(uniqExact(seq)) AS entries
FROM audit
WHERE subject = {id:String} OR JSONExtractString(detail, 'campaign') = {id:String}
SETTINGS log_comment = 'recount/acts-count'
