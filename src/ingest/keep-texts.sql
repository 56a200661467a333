-- Keeps the texts of the staged exchanges until `expires`: run only where the operator asked for it. One row: an exchange.
-- Parameters: stage, expires, and those of the lines' source.
INSERT INTO texts
SELECT
  e.id AS id,
  e.time AS time,
  e.account AS account,
  l.request AS request,
  l.response AS response,
  toDateTime({expires:DateTime64(3)}) AS expires
FROM (SELECT row, id, time, account FROM {stage:Identifier} WHERE reason = '') AS e
INNER JOIN (
  SELECT toUInt64(row) AS place, JSONExtractRaw(line, 'request') AS request, JSONExtractRaw(line, 'response') AS response
  FROM ({{lines}})
  WHERE row GLOBAL IN (SELECT row FROM {stage:Identifier} WHERE reason = '')
) AS l ON l.place = e.row
WHERE e.row IN (SELECT min(row) FROM {stage:Identifier} WHERE reason = '' GROUP BY id)
  AND e.id GLOBAL NOT IN (SELECT id FROM texts WHERE id GLOBAL IN (SELECT id FROM {stage:Identifier} WHERE reason = ''))
