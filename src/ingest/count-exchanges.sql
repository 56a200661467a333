-- What became of the lines of a batch: one row. Rows this very batch left behind when it was interrupted count as taken.
SELECT
  count() AS lines,
  countIf(reason NOT IN ('', 'account')) AS rejected,
  countIf(reason = 'account') AS accounts,
  countIf(reason = '' AND bad_ip = 1) AS unknown_ips,
  countIf(reason = '') AS sound,
  countIf(reason = '' AND s.decided != '') AS decided,
  uniqExactIf(id, reason = '' AND id NOT IN (SELECT id FROM {known:Identifier} WHERE batch != {batch:UInt64})) AS taken
FROM {stage:Identifier} AS s
WHERE reason != 'broken'
