-- From what kind of network did the members call? One row a kind. Parameters: run, id, as_of.
SELECT
  if(network_kind = '', 'unknown', toString(network_kind)) AS kind,
  toFloat64(count()) AS exchanges,
  exchanges / sum(toFloat64(count())) OVER () AS share,
  toFloat64(uniqExact(account)) AS accounts
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY kind
ORDER BY exchanges DESC, kind
LIMIT 20
SETTINGS log_comment = 'recount/networks'
