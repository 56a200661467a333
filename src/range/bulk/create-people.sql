-- The lines of the accounts file and of the labels: one row a line.
CREATE OR REPLACE TABLE range_people (
  no UInt32,
  tier UInt8 COMMENT '0 the account as opened, 1 a later change of its status',
  at Int64 COMMENT 'Epoch milliseconds of the change',
  line String COMMENT 'Line of accounts.jsonl',
  label String COMMENT 'Line of labels.jsonl without what the account did'
) ENGINE = MergeTree ORDER BY (tier, no)
