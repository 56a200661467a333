-- Which values tie the members of a finding together? One row: a value that at least two members hold for it.
-- The values are read out of the members' own evidence, so the map shows what was weighed and nothing else.
-- Parameters: run, id.
SELECT
  signal,
  family,
  value,
  toFloat64(uniqExact(account)) AS accounts,
  toFloat64(max(toUInt64OrZero(extract(detail, '; (\\d+) of \\d+ other accounts')))) AS outside,
  avg(weight) AS weight
FROM (
  SELECT
    account,
    tupleElement(piece, 'signal') AS signal,
    tupleElement(piece, 'family') AS family,
    tupleElement(piece, 'detail') AS detail,
    tupleElement(piece, 'weight') AS weight,
    extract(detail, '^(.*): shared with \\d+ other members') AS value
  FROM members
  ARRAY JOIN JSONExtract(
    body, 'evidence', 'Array(Tuple(signal String, family String, detail String, weight Float64))'
  ) AS piece
  WHERE run = {run:String} AND id = {id:String} AND tupleElement(piece, 'weight') > 0
)
GROUP BY signal, family, value
HAVING accounts >= 2
ORDER BY accounts DESC, signal, value
LIMIT 5000
SETTINGS max_execution_time = 60, log_comment = 'findings/link-hubs'
