-- Who is in which candidate of a run: what the questions about groups are joined with. Kept for a month.
CREATE TABLE {{table candidates}} (
  run String COMMENT 'Run of detection',
  candidate UInt32 COMMENT 'Number of the candidate within the run',
  account String,
  stored DateTime DEFAULT now()
) {{engine MergeTree}} ORDER BY (run, candidate, account)
TTL stored + INTERVAL 30 DAY
{{dedup}};

{{distribute candidates by sipHash64(account)}}
