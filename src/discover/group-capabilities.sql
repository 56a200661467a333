-- What does each candidate take, beside everybody else?
-- One row: a candidate (4294967295: everybody in none), a bit of `capabilities`, exchanges with it, and all sketched ones.
-- Parameters: run, until.
SELECT candidate, bit, countIf(bitTest(capabilities, bit)) AS with_it, count() AS sketched
FROM (
  SELECT if(who.account = '', 4294967295, who.candidate) AS candidate, capabilities
  FROM exchanges
  GLOBAL LEFT JOIN (SELECT candidate, account FROM candidates WHERE run = {run:String}) AS who USING (account)
  WHERE time <= {until:DateTime64(3)} AND sketch_version > 0
)
ARRAY JOIN range({bits:UInt32}) AS bit
GROUP BY candidate, bit
ORDER BY candidate, bit
