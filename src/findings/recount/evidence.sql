-- What speaks for and against, as it was weighed? One row a piece of evidence, the heaviest first. Parameters: run, id.
SELECT
  JSONExtractString(piece, 'signal') AS signal,
  JSONExtractString(piece, 'family') AS family,
  JSONExtractFloat(piece, 'weight') AS weight,
  JSONExtractString(piece, 'detail') AS detail
FROM (SELECT body FROM findings WHERE run = {run:String} AND id = {id:String} LIMIT 1)
ARRAY JOIN JSONExtractArrayRaw(body, 'evidence') AS piece
ORDER BY weight DESC, signal, detail
LIMIT 200
SETTINGS log_comment = 'recount/evidence'
