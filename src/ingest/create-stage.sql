-- A table in memory for one batch: the columns of `exchanges`, and what was thought of the line.
CREATE OR REPLACE TABLE {stage:Identifier} ENGINE = Memory EMPTY AS
SELECT toUInt64(0) AS row, '' AS reason, toUInt64(0) AS bytes, toUInt8(0) AS bad_ip, '' AS decided, *
FROM exchanges
