-- The rows of a Parquet file, each as the JSON line it stands for. One row: a line.
SELECT row, formatRow('JSONEachRow', columns('.*') EXCEPT row) AS line
FROM (
  SELECT *, _row_number AS row
  FROM file({path:String}, 'Parquet')
  WHERE _row_number >= {first:UInt64} AND _row_number < {first:UInt64} + {rows:UInt64}
)
