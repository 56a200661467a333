-- What did the statistics say when the finding was stored? One row. Logarithms are natural. Parameters: run, id.
SELECT
  JSONExtractString(body, 'kind') AS kind,
  JSONExtractString(body, 'state') AS state,
  substring(JSONExtractString(body, 'since'), 1, 10) AS since,
  JSONExtractFloat(body, 'confidence') AS confidence,
  1 - confidence AS doubt,
  JSONExtractFloat(body, 'e_value') AS e_value,
  JSONExtractFloat(body, 'false_discovery_rate') AS promise,
  JSONExtractFloat(body, 'same_hand') AS same_hand,
  JSONExtractFloat(body, 'purpose') AS purpose,
  JSONExtractString(body, 'why_not') AS why_not,
  -- Shown by the look itself, or by who was recognised since.
  if(JSONExtractString(body, 'predecessor') != '', JSONExtractString(body, 'predecessor'), ifNull((
    SELECT argMax(earlier, as_of) FROM lineage WHERE id = {id:String} AND relation = 'successor'
  ), '')) AS predecessor
FROM findings
WHERE run = {run:String} AND id = {id:String}
LIMIT 1
SETTINGS log_comment = 'recount/verdict'
