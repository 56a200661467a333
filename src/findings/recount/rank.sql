-- Where does the finding stand among the campaigns of its run? One row. Parameters: run, id.
SELECT
  toFloat64(count()) AS campaigns,
  toFloat64(countIf(exchanges > own_exchanges) + 1) AS by_exchanges,
  toFloat64(countIf(accounts > own_accounts) + 1) AS by_accounts
FROM (
  SELECT id, toFloat64(any(accounts)) AS accounts, toFloat64(any(exchanges)) AS exchanges,
    max(if(id = {id:String}, accounts, 0)) OVER () AS own_accounts,
    max(if(id = {id:String}, exchanges, 0)) OVER () AS own_exchanges
  FROM findings
  WHERE run = {run:String} AND kind = 'campaign'
  GROUP BY id
)
SETTINGS log_comment = 'recount/rank'
