-- What did each account do from one time to another?
-- One row: an account with traffic, in order of appearance, so that a later look only adds to the end. Times are epoch
-- milliseconds; countries and kinds of network with how often each was seen, as JSON, by name.
-- Parameters: since, until, both included.
-- Counted by country first: a sketch of the most frequent one for each of a million accounts takes gigabytes.
SELECT
  account,
  sum(n) AS exchanges,
  toUnixTimestamp64Milli(min(since)) AS first,
  toUnixTimestamp64Milli(max(until)) AS last,
  uniqExactMerge(active) AS days,
  sum(input) AS input_tokens,
  sum(output) AS output_tokens,
  toJSONString(sumMapIf([toString(country)], [n], country != '')) AS countries,
  toJSONString(sumMapIf([toString(network_kind)], [n], network_kind != '')) AS kinds
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
  WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
  GROUP BY account, country, network_kind
)
GROUP BY account
ORDER BY first, account
