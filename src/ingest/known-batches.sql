-- What has been read of a file: one row a part.
SELECT
  chunk,
  any(lines) AS lines,
  any(taken) AS taken,
  any(repeated) AS repeated,
  any(rejected) AS rejected,
  any(accounts) AS accounts,
  any(skipped) AS skipped,
  any(unknown_ips) AS unknown_ips,
  max(whole) AS whole
FROM batches
WHERE file = {file:String}
GROUP BY chunk
ORDER BY chunk
LIMIT 100000
