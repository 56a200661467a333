-- Which signals looked? One row a signal, with the shared values it brought. Parameters: run.
SELECT JSONExtractString(piece, 'signal') AS signal, JSONExtractString(piece, 'family') AS family, JSONExtractFloat(piece, 'rows') AS found
FROM (SELECT body FROM runs WHERE run = {run:String} LIMIT 1)
ARRAY JOIN JSONExtractArrayRaw(body, 'signals') AS piece
ORDER BY family, signal
LIMIT 200
SETTINGS log_comment = 'recount/signals'
