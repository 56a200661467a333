-- Which values of account records do several members hold and hardly anybody else? One row a value.
-- A bank's number range and a mail domain: never an instrument, a name or an address.
-- Parameters: run, id, as_of, least (members), most (others for each member), limit (values of a kind), longest (bytes of a value).
SELECT
  kind,
  value,
  toFloat64(countIf(inside)) AS members,
  toFloat64(countIf(NOT inside)) AS others,
  toFloat64(0) AS exchanges,
  toString(minIf(created, inside)) AS first,
  toString(maxIf(created, inside)) AS last
FROM (
  SELECT
    ifNull(created, {as_of:DateTime64(3)}) AS created,
    account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS inside,
    tupleElement(held, 1) AS kind,
    tupleElement(held, 2) AS value
  FROM accounts
  ARRAY JOIN [
    ('card-range', if(ifNull(payment_bin, '') = '', '', concat(ifNull(payment_bin, ''), ' ', ifNull(payment_kind, '')))),
    ('mail-domain', lower(ifNull(email_domain, '')))
  ] AS held
  WHERE tupleElement(held, 2) != '' AND length(tupleElement(held, 2)) <= {longest:UInt32}
)
GROUP BY kind, value
HAVING members >= {least:UInt32} AND others <= members * {most:Float64}
ORDER BY kind, members DESC, value
LIMIT {limit:UInt32} BY kind
SETTINGS log_comment = 'share/shareable-accounts'
