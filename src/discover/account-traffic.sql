-- What did each account do up to a time?
-- One row: an account with traffic, in order of appearance, so that a later look only adds to the end. Times are epoch
-- milliseconds; of countries and kinds of network that are as frequent, the first by name. Parameters: until.
-- Counted by country first: a sketch of the most frequent one for each of a million accounts takes gigabytes.
WITH
  sumMapIf([country], [n], country != '') AS countries,
  sumMapIf([network_kind], [n], network_kind != '') AS kinds
SELECT
  account,
  sum(n) AS exchanges,
  toUnixTimestamp64Milli(min(since)) AS first,
  toUnixTimestamp64Milli(max(until)) AS last,
  uniqExactMerge(active) AS days,
  sum(input) AS input_tokens,
  sum(output) AS output_tokens,
  tupleElement(countries, 1)[indexOf(tupleElement(countries, 2), arrayMax(tupleElement(countries, 2)))] AS country,
  tupleElement(kinds, 1)[indexOf(tupleElement(kinds, 2), arrayMax(tupleElement(kinds, 2)))] AS network_kind
FROM (
  SELECT
    account,
    country,
    network_kind,
    count() AS n,
    min(time) AS since,
    max(time) AS until,
    uniqExactState(toDate(time)) AS active,
    sum(ifNull(input_tokens, 0)) AS input,
    sum(ifNull(output_tokens, 0)) AS output
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
  GROUP BY account, country, network_kind
)
GROUP BY account
ORDER BY first, account
