-- Over how many capabilities do an account's stand-alone questions spread?
-- One row: an account and the entropy in nats of what it asks, everything within a conversation being one kind.
-- Parameters: until.
SELECT account, log(sum(n)) - sum(n * log(n)) / sum(n) AS value
FROM (
  SELECT account, arrayJoin(if(messages <= 2 AND turn <= 0, bitPositionsToArray(capabilities), [255])) AS kind, count() AS n
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND sketch_version > 0
  GROUP BY account, kind
)
GROUP BY account
ORDER BY account
