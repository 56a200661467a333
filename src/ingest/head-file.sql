-- Lines of a local file in their order, and no further than asked: LIMIT keeps it to one thread. One row: a line.
SELECT _row_number AS row, line
FROM file({path:String}, 'LineAsString', 'line String', {compression:String})
WHERE _row_number >= {first:UInt64}
LIMIT {rows:UInt64}
