-- With which models, from which kind of network and country, does one account call? One row a combination.
SELECT
  toString(model) AS model,
  toString(network_kind) AS network_kind,
  toString(country) AS country,
  toFloat64(count()) AS exchanges
FROM exchanges
WHERE account = {account:String}
GROUP BY model, network_kind, country
ORDER BY exchanges DESC, model, network_kind, country
LIMIT 50
SETTINGS max_execution_time = 30, log_comment = 'findings/account-mix'
