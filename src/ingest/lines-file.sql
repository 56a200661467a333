-- Lines of a local file, in any order; the engine unpacks gzip and zstd. No LIMIT: it would keep all that is done with
-- the lines to one thread. One row: a line.
SELECT _row_number AS row, line
FROM file({path:String}, 'LineAsString', 'line String', {compression:String})
WHERE _row_number >= {first:UInt64} AND _row_number < {first:UInt64} + {rows:UInt64}
