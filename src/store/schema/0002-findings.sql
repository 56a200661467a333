-- What each run of detection found. Append-only: the newest run is the present, older ones are the history.
CREATE TABLE {{table runs}} (
  run String COMMENT 'Sortable id of the run',
  as_of DateTime64(3, 'UTC') COMMENT 'Event time up to which traffic was read',
  body String COMMENT 'model/finding.ts Run, JSON',
  stored DateTime64(3, 'UTC') DEFAULT now64(3)
) {{engine MergeTree}} ORDER BY (as_of, run) {{dedup}};

{{distribute runs by sipHash64(run)}}

CREATE TABLE {{table findings}} (
  run String,
  as_of DateTime64(3, 'UTC'),
  id String COMMENT 'Stable id of the campaign or group',
  kind LowCardinality(String) COMMENT 'campaign or group',
  accounts UInt32,
  exchanges UInt64,
  body String COMMENT 'model/finding.ts Finding, JSON'
) {{engine MergeTree}} ORDER BY (run, id) {{dedup}};

{{distribute findings by sipHash64(run)}}

CREATE TABLE {{table members}} (
  run String,
  as_of DateTime64(3, 'UTC'),
  id String COMMENT 'Campaign or group',
  kind LowCardinality(String),
  account String,
  probability Float64,
  since DateTime64(3, 'UTC') COMMENT 'Event time at which the account was first flagged',
  body String COMMENT 'model/finding.ts Member, JSON'
) {{engine MergeTree}} ORDER BY (run, id, account) {{dedup}};

{{distribute members by sipHash64(run)}}
