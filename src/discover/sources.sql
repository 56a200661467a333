-- Which sources does the traffic up to a time carry?
-- One row: exchanges, how many of them know each source, and the last line heard about accounts, so that a look after
-- more was learnt of them is another look. Parameters: until.
SELECT
  count() AS exchanges,
  toUnixTimestamp64Milli(max(time)) AS latest,
  countIf(ip != toIPv6('::')) AS addresses,
  countIf(asn != 0) AS networks,
  countIf(ja4 != '' OR user_agent != '') AS clients,
  countIf(sketch_version > 0) AS sketches,
  countIf(output_tokens IS NOT NULL) AS tokens,
  countIf(conversation != 0) AS conversations,
  toString((SELECT max(position) FROM account_facts)) AS facts
FROM exchanges
WHERE time <= {until:DateTime64(3)}
