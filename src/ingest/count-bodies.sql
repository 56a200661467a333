-- What became of the lines of each body of a batch, by its 0-based place: one row a body with lines. Parameters: stage,
-- known, batch, firsts (the row at which each body begins).
SELECT
  toUInt32(arrayLastIndex(first -> first <= row, {firsts:Array(UInt64)}) - 1) AS body,
  countIf(reason = '') AS sound,
  countIf(reason = 'account') AS accounts,
  countIf(reason NOT IN ('', 'account')) AS rejected,
  countIf(
    reason = ''
    AND row IN (SELECT min(row) FROM {stage:Identifier} WHERE reason = '' GROUP BY id)
    AND id NOT IN (SELECT id FROM {known:Identifier} WHERE batch != {batch:UInt64})
  ) AS taken
FROM {stage:Identifier}
WHERE reason != 'broken'
GROUP BY body
ORDER BY body
