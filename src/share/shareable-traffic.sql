-- Which values of traffic do several members hold and hardly anybody else?
-- One row a value. Addresses only as ranges, and only of rented servers and VPNs: a home line is a person's.
-- Parameters: run, id, as_of, least (members), most (others for each member), limit (values of a kind), longest (bytes of a value).
WITH [
  ('address-range', if(network_kind IN ('hosting', 'vpn') AND prefix != toIPv6('::'), replaceOne(toString(prefix), '::ffff:', ''), '')),
  ('user-agent', user_agent),
  ('ja4', ja4),
  ('tool-set', if(toolset = 0, '', lower(hex(toolset)))),
  ('system-prompt', if(system_template = 0, '', lower(hex(system_template)))),
  ('template', if(template = 0, '', lower(hex(template)))),
  ('parameters', if(profile = 0, '', lower(hex(profile))))
] AS shareable
SELECT
  kind,
  value,
  toFloat64(uniqExactIf(account, inside)) AS members,
  toFloat64(uniqExactIf(account, NOT inside)) AS others,
  toFloat64(countIf(inside)) AS exchanges,
  toString(minIf(time, inside)) AS first,
  toString(maxIf(time, inside)) AS last
FROM (
  SELECT
    account,
    time,
    account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS inside,
    tupleElement(held, 1) AS kind,
    tupleElement(held, 2) AS value
  FROM exchanges
  ARRAY JOIN shareable AS held
  WHERE time <= {as_of:DateTime64(3)} AND tupleElement(held, 2) != '' AND length(tupleElement(held, 2)) <= {longest:UInt32}
    AND (tupleElement(held, 1), tupleElement(held, 2)) GLOBAL IN (
      SELECT tupleElement(held, 1), tupleElement(held, 2)
      FROM exchanges
      ARRAY JOIN shareable AS held
      WHERE time <= {as_of:DateTime64(3)}
        AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
      GROUP BY tupleElement(held, 1), tupleElement(held, 2)
      HAVING uniqExact(account) >= {least:UInt32}
    )
)
GROUP BY kind, value
HAVING members >= {least:UInt32} AND others <= members * {most:Float64}
ORDER BY kind, members DESC, value
LIMIT {limit:UInt32} BY kind
SETTINGS log_comment = 'share/shareable-traffic'
