-- What was read in all, under one hash? One row: the hash is over every part of every file, in order. Parameters: none.
SELECT
  toFloat64(uniqExact(file)) AS files,
  toFloat64(count()) AS parts,
  toFloat64(sum(p.lines)) AS lines,
  toFloat64(sum(p.taken)) AS taken,
  toFloat64(sum(p.repeated)) AS repeated,
  toFloat64(sum(p.rejected)) AS rejected,
  lower(hex(SHA256(arrayStringConcat(arraySort(groupArray(part)), '\n')))) AS digest
FROM (
  SELECT file, chunk, any(b.lines) AS lines, any(b.taken) AS taken, any(b.repeated) AS repeated, any(b.rejected) AS rejected,
    arrayStringConcat([file, toString(chunk), toString(lines), toString(taken), toString(rejected)], ' ') AS part
  FROM batches AS b
  GROUP BY file, chunk
) AS p
SETTINGS log_comment = 'recount/inputs'
