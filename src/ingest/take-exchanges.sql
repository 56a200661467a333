-- Stores the staged exchanges that are not there yet, with the facts of their addresses. The first line with an id
-- counts. Rows an interrupted run left behind are found like any other, so a retry adds only what is missing.
-- A batch has few addresses: their networks are looked up once each (enrich/load.ts), and joined back.
INSERT INTO exchanges
WITH
  taken AS (
    SELECT *
    FROM {stage:Identifier}
    WHERE reason = ''
      AND row IN (SELECT min(row) FROM {stage:Identifier} WHERE reason = '' GROUP BY id)
      AND id NOT IN (SELECT id FROM {known:Identifier})
  ),
  addresses AS (
    SELECT
      ip,
      toUInt128(ip) AS address,
      toUInt32(if(address < 281474976710656, bitShiftRight(address, 16), bitShiftRight(address, 104))) AS block
    FROM {stage:Identifier}
    WHERE reason = ''
    GROUP BY ip
  )
SELECT
  e.* EXCEPT (row, reason, bytes, bad_ip, decided)
  REPLACE (f.asn AS asn, f.kind AS network_kind, f.country AS country)
FROM taken AS e
LEFT ANY JOIN (
  SELECT a.ip AS ip, n.asn AS asn, n.kind AS kind, n.country AS country
  FROM addresses AS a
  ASOF LEFT JOIN (
    SELECT block, start, asn, country, kind FROM networks WHERE block GLOBAL IN (SELECT block FROM addresses)
  ) AS n ON n.block = a.block AND a.address >= n.start
) AS f ON f.ip = e.ip
