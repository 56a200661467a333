-- How much of an account's traffic comes from rented machines or anonymising exits?
-- One row: an account and that share; accounts whose networks are unknown are absent. Parameters: until.
SELECT account, avg(network_kind IN ('hosting', 'vpn')) AS value
FROM exchanges
WHERE time <= {until:DateTime64(3)} AND network_kind != ''
GROUP BY account
ORDER BY account
