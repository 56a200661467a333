-- What became of the lines of a batch: one row.
SELECT
  count() AS lines,
  countIf(reason NOT IN ('', 'account')) AS rejected,
  countIf(reason = 'account') AS accounts,
  countIf(reason = '' AND bad_ip = 1) AS unknown_ips,
  countIf(reason = '') AS sound,
  uniqExactIf(id, reason = '' AND id GLOBAL NOT IN (
    SELECT id FROM exchanges
    WHERE batch != {batch:UInt64} AND id GLOBAL IN (SELECT id FROM {stage:Identifier} WHERE reason = '')
  )) AS taken
FROM {stage:Identifier}
WHERE reason != 'broken'
