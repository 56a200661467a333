-- Who does how much on which day: one row an account and day with traffic.
CREATE OR REPLACE TABLE range_volume (
  day UInt16,
  no UInt32,
  talks UInt32 COMMENT 'Conversations',
  served UInt32 COMMENT 'Those of them that are not the campaign''s own work',
  turns UInt32 COMMENT 'Turns of each',
  hours Array(UInt8) COMMENT 'The switch''s hours; empty where nobody holds it'
) ENGINE = MergeTree ORDER BY (day, no)
