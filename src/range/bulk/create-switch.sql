-- The hand on the switch: one row a pool and day. A pool without a row is off on that day.
CREATE OR REPLACE TABLE range_switch (
  pool UInt32,
  day UInt16,
  level Float32 COMMENT 'How much of a plain day is released',
  hours Array(UInt8) COMMENT 'Hours by quantile, UTC'
) ENGINE = MergeTree ORDER BY (pool, day)
