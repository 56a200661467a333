-- From which files does the store's content come? One row a file, in the order of their reading. Parameters: none.
SELECT
  file,
  any(p.name) AS name,
  toFloat64(count()) AS parts,
  toFloat64(sum(p.lines)) AS lines,
  toFloat64(sum(p.taken)) AS taken,
  toFloat64(sum(p.repeated)) AS repeated,
  toFloat64(sum(p.rejected)) AS rejected,
  toFloat64(sum(p.accounts)) AS accounts,
  toString(min(stored)) AS first_stored,
  toString(max(stored)) AS last_stored
FROM (
  SELECT file, chunk, any(b.name) AS name, any(b.lines) AS lines, any(b.taken) AS taken, any(b.repeated) AS repeated,
    any(b.rejected) AS rejected, any(b.accounts) AS accounts, min(b.stored) AS stored
  FROM batches AS b
  GROUP BY file, chunk
) AS p
GROUP BY file
ORDER BY first_stored, file
LIMIT 100
SETTINGS log_comment = 'recount/custody'
