-- Who sends messages of one template, opening or closing?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT account, concat(['whole ', 'opening ', 'closing '][part.1], lower(hex(part.2))) AS value, count() AS uses
FROM (
  SELECT account, arrayJoin([(1, template), (2, opening), (3, closing)]) AS part
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
)
WHERE part.2 != 0 AND part GLOBAL IN (
  SELECT arrayJoin([(1, template), (2, opening), (3, closing)]) AS shared
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND shared.2 != 0
  GROUP BY shared
  HAVING uniqUpTo(2)(account) > 2
)
GROUP BY account, part
ORDER BY value, account
