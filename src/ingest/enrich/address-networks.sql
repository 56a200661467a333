-- Whose networks are these addresses in? One row a distinct address. Few addresses: only their blocks are read.
-- The pattern for rows in a table stands at the top of load.ts.
WITH asked AS (
  SELECT
    arrayJoin(arrayDistinct({addresses:Array(IPv6)})) AS ip,
    toUInt128(ip) AS address,
    toUInt32(if(address < 281474976710656, bitShiftRight(address, 16), bitShiftRight(address, 104))) AS block
)
SELECT toString(e.ip) AS address, n.asn AS asn, n.country AS country, n.kind AS kind, m.name AS name
FROM asked AS e
ASOF LEFT JOIN (
  SELECT block, start, asn, country, kind FROM networks WHERE block GLOBAL IN (SELECT block FROM asked)
) AS n ON n.block = e.block AND e.address >= n.start
LEFT ANY JOIN network_names AS m ON m.asn = n.asn
ORDER BY e.ip
LIMIT 100000
SETTINGS max_execution_time = 30, log_comment = 'enrich/address-networks'
