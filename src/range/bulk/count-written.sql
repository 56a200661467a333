-- How many exchanges of each account a Parquet file holds, and how many of them lie outside its time: one row an account.
-- Parameters: path, from and until (epoch milliseconds).
SELECT
  account,
  count() AS exchanges,
  uniqExact(id) AS ids,
  countIf(
    time < fromUnixTimestamp64Milli({from:Int64}, 'UTC') OR time >= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
  ) AS outside
FROM file({path:String}, 'Parquet', 'id String, time DateTime64(3, \'UTC\'), account String')
GROUP BY account
SETTINGS log_comment = 'range/count-written'
