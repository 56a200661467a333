-- Behind how much did the members hide? One row. Shares are of exchanges; NULL where nothing is known.
-- Parameters: run, id, as_of.
SELECT
  toFloat64(uniqExactIf(ip, ip != toIPv6('::'))) AS addresses,
  toFloat64(uniqExactIf(prefix, prefix != toIPv6('::'))) AS ranges,
  toFloat64(uniqExactIf(asn, asn != 0)) AS networks,
  toFloat64(uniqExactIf(user_agent, user_agent != '')) AS agents,
  toFloat64(uniqExactIf(ja4, ja4 != '')) AS fingerprints,
  if(countIf(network_kind != '') = 0, NULL, countIf(network_kind IN ('hosting', 'vpn')) / countIf(network_kind != '')) AS rented_share,
  if(countIf(network_kind != '') = 0, NULL, countIf(network_kind IN ('residential', 'mobile')) / countIf(network_kind != '')) AS home_share,
  toFloat64(countIf(item != 0)) AS askings,
  toFloat64(uniqExactIf(item, item != 0)) AS questions,
  if(countIf(item != 0) = 0, NULL, 1 - uniqExactIf(item, item != 0) / countIf(item != 0)) AS repeated_share
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
SETTINGS log_comment = 'recount/cover'
