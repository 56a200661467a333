-- How much did the accounts on a list do in each period? One row a period that has any exchange of theirs.
-- A period is counted from `from`; the first `washout_ms` of each are left out, because work in flight belongs to the
-- period before. Parameters: list, role, from, to (excluded), period_ms, washout_ms.
SELECT
  toFloat64(intDiv(toUnixTimestamp64Milli(time) - toUnixTimestamp64Milli({from:DateTime64(3)}), {period_ms:Int64})) AS period,
  toFloat64(count()) AS exchanges,
  avg(ifNull(duration_ms, 0)) AS duration_ms
FROM exchanges
WHERE time >= {from:DateTime64(3)} AND time < {to:DateTime64(3)}
  AND modulo(toUnixTimestamp64Milli(time) - toUnixTimestamp64Milli({from:DateTime64(3)}), {period_ms:Int64}) >= {washout_ms:Int64}
  AND account GLOBAL IN (
    SELECT account FROM act_accounts WHERE act = {list:String} AND role = {role:String}
  )
GROUP BY period
ORDER BY period
LIMIT 100000
SETTINGS max_execution_time = 120, log_comment = 'reaction/period-load'
