-- What did each account do, as numbers?
-- One row: an account that made exchanges.
SELECT
  account,
  toUInt32(count()) AS exchanges,
  toUInt32(uniqExact(toDate(time))) AS days,
  toUInt32(uniqExact(toHour(time))) AS hours,
  toUInt32(uniqExact(ip)) AS addresses,
  toUInt32(uniqExact(opening)) AS openings,
  toFloat64(avg(ifNull(input_tokens, 0))) AS input_tokens,
  toFloat64(avg(ifNull(output_tokens, 0))) AS output_tokens
FROM exchanges
GROUP BY account
ORDER BY account
