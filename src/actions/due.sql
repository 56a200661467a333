-- Which messages are neither delivered nor given up, in the order they must arrive? One row a message.
-- Parameters: limit.
SELECT
  pending.action AS action,
  pending.first_wave AS wave,
  toFloat64(ifNull(tried.attempts, 0)) AS attempts,
  toUnixTimestamp64Milli(tried.next_at) AS next
FROM (
  SELECT action, toFloat64(min(wave)) AS first_wave
  FROM actions
  GROUP BY action
) AS pending
GLOBAL LEFT JOIN (
  SELECT action, max(attempt) AS attempts, argMax(outcome, attempt) AS last_outcome, argMax(next, attempt) AS next_at
  FROM deliveries
  GROUP BY action
) AS tried ON pending.action = tried.action
WHERE tried.last_outcome NOT IN ('delivered', 'dead')
ORDER BY wave, action
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 60, log_comment = 'actions/due'
