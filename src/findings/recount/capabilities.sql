-- What do the members ask for, beside everybody who is in no finding of the run?
-- One row a capability: its share of the members' sketched exchanges and of everybody else's.
-- Parameters: run, id, as_of, names (capabilities in the order of their bits).
SELECT
  arrayElement({names:Array(String)}, bit + 1) AS capability,
  sumIf(n, inside = 1 AND bitTest(capabilities, bit)) / greatest(sumIf(n, inside = 1), 1) AS share,
  sumIf(n, inside = 0 AND bitTest(capabilities, bit)) / greatest(sumIf(n, inside = 0), 1) AS elsewhere
FROM (
  SELECT capabilities, account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS inside, toFloat64(count()) AS n
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)} AND sketch_version > 0
    AND (account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
      OR account GLOBAL NOT IN (SELECT account FROM members WHERE run = {run:String}))
  GROUP BY capabilities, inside
)
ARRAY JOIN range(length({names:Array(String)})) AS bit
GROUP BY bit
ORDER BY share - elsewhere DESC, bit
SETTINGS log_comment = 'recount/capabilities'
