-- What has been read? One row a file, the newest first.
SELECT
  argMax(name, moment) AS name,
  toFloat64(sum(lines)) AS lines,
  toFloat64(sum(taken)) AS taken,
  toFloat64(sum(repeated)) AS repeated,
  toFloat64(sum(rejected)) AS rejected,
  toFloat64(sum(accounts)) AS accounts,
  toFloat64(sum(skipped)) AS skipped,
  toString(max(moment)) AS stored,
  max(whole) = 1 AS whole
FROM (
  SELECT file, name, lines, taken, repeated, rejected, accounts, skipped, stored AS moment, whole
  FROM batches
  LIMIT 1 BY file, chunk
)
GROUP BY file
ORDER BY stored DESC, name
LIMIT 200
SETTINGS max_execution_time = 30, log_comment = 'findings/ingested-files'
