-- What would have happened, per rule and containment under trial? One row: one of them and the measure it would have taken.
-- Parameters: since, limit.
SELECT
  would_by AS by,
  would AS measure,
  toFloat64(count()) AS calls,
  toFloat64(uniqExact(account)) AS accounts,
  concat(replaceOne(toString(min(decisions.time)), ' ', 'T'), 'Z') AS first,
  concat(replaceOne(toString(max(decisions.time)), ' ', 'T'), 'Z') AS last
FROM decisions
WHERE would_by != '' AND decisions.time >= {since:DateTime64(3, 'UTC')}
GROUP BY by, measure
ORDER BY by, measure
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'contain/trials'
