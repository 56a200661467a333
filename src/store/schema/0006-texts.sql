-- Texts, only where the operator chose to keep them (`ingest --keep-text`), each with the day it is to be gone.
CREATE TABLE {{table texts}} (
  id String COMMENT 'Exchange',
  time DateTime64(3, 'UTC') COMMENT 'When the request arrived',
  account String COMMENT 'Identity the call was authenticated as',
  request String COMMENT 'Request as it came, JSON',
  response String COMMENT 'Response as it came, JSON',
  expires DateTime COMMENT 'End of the retention period: the row is deleted when it has passed'
) {{engine MergeTree}} ORDER BY (account, time, id) TTL expires {{dedup}};

{{distribute texts by sipHash64(account)}}
