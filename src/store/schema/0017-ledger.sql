-- What each hypothesis (these accounts are one campaign) has been asked, and what the bets against its nulls have won.
CREATE TABLE {{table ledger}} (
  run String COMMENT 'Look that bet last',
  as_of DateTime64(3, 'UTC') COMMENT 'Event time of that look',
  id String COMMENT 'Finding, or ‹finding›+ for the programme around it',
  hand_first UInt64 COMMENT 'Its exchanges at the first bet against strangers, and at the latest',
  hand_last UInt64,
  hand_won Float64 COMMENT 'Natural log of the capital won against strangers',
  purpose_first UInt64 COMMENT 'The same against an honest group; 0 = never asked',
  purpose_last UInt64,
  purpose_won Float64,
  named UInt8 COMMENT '1 where that look named it'
) {{engine MergeTree}} ORDER BY (id, as_of) {{dedup}};

{{distribute ledger by sipHash64(id)}}
