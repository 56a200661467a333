-- The lines of a local file, in order; gzip and zstd are undone by the engine. One row: a line.
SELECT _row_number AS row, line
FROM file({path:String}, 'LineAsString', 'line String', {compression:String})
WHERE _row_number >= {first:UInt64}
LIMIT {rows:UInt64}
