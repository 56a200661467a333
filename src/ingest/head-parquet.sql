-- Rows of a Parquet file in their order, and no further than asked, each as the JSON line it stands for.
SELECT row, formatRow('JSONEachRow', columns('.*') EXCEPT row) AS line
FROM (
  SELECT *, _row_number AS row
  FROM file({path:String}, 'Parquet')
  WHERE _row_number >= {first:UInt64}
  LIMIT {rows:UInt64}
)
