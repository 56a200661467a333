-- Which sources did the run have? One row a source, with the share for which it is known. Parameters: run.
SELECT JSONExtractString(piece, 'source') AS source, JSONExtractFloat(piece, 'coverage') AS coverage
FROM (SELECT body FROM runs WHERE run = {run:String} LIMIT 1)
ARRAY JOIN JSONExtractArrayRaw(body, 'sources') AS piece
ORDER BY source
LIMIT 50
SETTINGS log_comment = 'recount/sources'
