-- Is what was read up to a time still all there was, and how much came after it?
-- One row: exchanges up to `since` and when the newest of them was stored (epoch milliseconds), the same up to `until`, and
-- accounts opened in between. Parameters: since, until, both included.
SELECT
  countIf(time <= {since:DateTime64(3)}) AS earlier,
  toUnixTimestamp64Milli(maxIf(ingested, time <= {since:DateTime64(3)})) AS earlier_stored,
  count() AS exchanges,
  toUnixTimestamp64Milli(max(ingested)) AS stored,
  (SELECT countIf(created > {since:DateTime64(3)} AND created <= {until:DateTime64(3)}) FROM account_facts) AS opened
FROM exchanges
WHERE time <= {until:DateTime64(3)}
