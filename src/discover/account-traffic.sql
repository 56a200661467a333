-- What did each account do up to a time?
-- One row: an account with traffic, in order of appearance, so that a later look only adds to the end. Times are epoch milliseconds. Parameters: until.
SELECT
  account,
  count() AS exchanges,
  toUnixTimestamp64Milli(min(time)) AS first,
  toUnixTimestamp64Milli(max(time)) AS last,
  uniqExact(toDate(time)) AS days,
  sum(ifNull(input_tokens, 0)) AS input_tokens,
  sum(ifNull(output_tokens, 0)) AS output_tokens,
  topKIf(1)(country, country != '')[1] AS country,
  topKIf(1)(network_kind, network_kind != '')[1] AS network_kind
FROM exchanges
WHERE time <= {until:DateTime64(3)}
GROUP BY account
ORDER BY first, account
