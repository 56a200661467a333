-- From when to when does the traffic reach?
-- One row: first and last exchange, epoch milliseconds; both 0 when there is none. No parameters.
SELECT
  toUnixTimestamp64Milli(min(time)) AS first,
  toUnixTimestamp64Milli(max(time)) AS last,
  count() AS exchanges
FROM exchanges
SETTINGS max_execution_time = 120, log_comment = 'discover/bounds'
