-- Are texts kept, and until when? One row.
SELECT
  toFloat64(count()) AS kept,
  if(count() = 0, '', toString(min(expires))) AS next,
  if(count() = 0, '', toString(max(expires))) AS last
FROM texts
SETTINGS max_execution_time = 30, log_comment = 'findings/kept-texts'
