-- What do the members of a finding ask for?
-- One row: a bit of `capabilities` (its order is in model/sketch.ts) and its share of sketched exchanges.
-- Parameters: run, id, as_of, bits.
SELECT bit, toFloat64(countIf(bitTest(capabilities, bit)) / count()) AS share
FROM (
  SELECT capabilities
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)} AND sketch_version > 0
    AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
)
ARRAY JOIN range({bits:UInt32}) AS bit
GROUP BY bit
ORDER BY bit
SETTINGS log_comment = 'findings/recount-capabilities'
