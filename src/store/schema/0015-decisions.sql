-- What a call was told where that was more than "go on": one row an exchange that was watched, limited, asked, refused,
-- slowed by a probe, or let pass because nobody could tell. Written by whoever decided, with the exchange.
CREATE TABLE {{table decisions}} (
  id String COMMENT 'Exchange',
  time DateTime64(3, 'UTC') COMMENT 'When the request arrived',
  account String COMMENT 'Identity the call was authenticated as',
  decision LowCardinality(String) COMMENT 'allow, watch, limit, verify or block',
  measure LowCardinality(String) COMMENT 'Rung of the ladder it stands on',
  would LowCardinality(String) COMMENT 'What a measure under trial would have done; empty: none was',
  campaign String COMMENT 'Campaign it was held with; empty: none',
  refused UInt8 COMMENT '1 if the call went no further',
  fallback UInt8 COMMENT '1 if it rests on the policy alone, because nothing was known',
  probe String COMMENT 'Probe that slowed the call; empty: none'
) {{engine MergeTree}} ORDER BY (account, time, id) {{dedup}};

{{distribute decisions by sipHash64(account)}}
