-- Where findings come from: one row for each earlier id that a run saw go into a finding. Append-only.
CREATE TABLE {{table lineage}} (
  run String COMMENT 'Run that saw it',
  as_of DateTime64(3, 'UTC') COMMENT 'Event time of that run',
  id String COMMENT 'Finding that goes on',
  relation LowCardinality(String) COMMENT 'merged: earlier is now part of id; split: id was part of earlier; successor: id took up where earlier was stopped',
  earlier String COMMENT 'Id it comes from'
) {{engine MergeTree}} ORDER BY (id, as_of, relation, earlier) {{dedup}};

{{distribute lineage by sipHash64(id)}}
