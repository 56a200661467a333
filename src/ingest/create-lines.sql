-- A table in memory that hands lines to the staging statement; texts in it never reach the disk.
CREATE OR REPLACE TABLE {lines:Identifier} (row UInt64, line String) ENGINE = Memory
