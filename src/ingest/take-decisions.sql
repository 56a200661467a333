-- Keeps what the staged exchanges were told, of those that are not stored yet. Run before the exchanges are taken: once
-- they stand, a retry takes the batch for done. One row: an exchange that came with a decision.
-- Parameters: stage, known.
INSERT INTO decisions
SELECT
  id,
  time,
  account,
  d.decision AS decision,
  substringUTF8(d.measure, 1, 32) AS measure,
  substringUTF8(d.would, 1, 32) AS would,
  substringUTF8(d.campaign, 1, 128) AS campaign,
  toUInt8(d.refused) AS refused,
  toUInt8(d.fallback) AS fallback,
  substringUTF8(d.probe, 1, 128) AS probe,
  substringUTF8(d.would_by, 1, 256) AS would_by
FROM (
  SELECT
    id,
    time,
    account,
    JSONExtract(decided, 'Tuple(decision String, measure String, would String, campaign String, refused Bool, fallback Bool, probe String, would_by String)') AS d
  FROM {stage:Identifier}
  WHERE reason = ''
    AND decided != ''
    AND row IN (SELECT min(row) FROM {stage:Identifier} WHERE reason = '' GROUP BY id)
    AND id NOT IN (SELECT id FROM {known:Identifier})
    AND id GLOBAL NOT IN (SELECT id FROM decisions WHERE id GLOBAL IN (SELECT id FROM {stage:Identifier} WHERE decided != ''))
)
WHERE d.decision IN ('allow', 'watch', 'limit', 'verify', 'block')
