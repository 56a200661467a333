-- Through which networks did the members come, and who else uses them? One row a network, the busiest first.
-- Parameters: run, id, as_of.
SELECT
  toFloat64(asn) AS asn,
  toString(any(network_kind)) AS kind,
  toFloat64(uniqExactIf(account, mine)) AS accounts,
  toFloat64(countIf(mine)) AS exchanges,
  toFloat64(uniqExactIf(prefix, mine)) AS prefixes,
  toFloat64(uniqExactIf(account, NOT mine)) AS strangers
FROM (
  SELECT
    asn, network_kind, account, prefix,
    account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS mine
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)}
)
GROUP BY asn
HAVING exchanges > 0
ORDER BY exchanges DESC, asn
LIMIT 40
SETTINGS max_execution_time = 60, log_comment = 'findings/infrastructure-networks'
