-- Stores the staged exchanges that are not there yet, with the facts of their addresses. The first line with an id
-- counts. Rows an interrupted run left behind are found like any other, so a retry adds only what is missing.
INSERT INTO exchanges
SELECT
  e.* EXCEPT (row, reason, bytes, bad_ip, address, block)
  REPLACE (n.asn AS asn, n.kind AS network_kind, n.country AS country)
FROM (
  SELECT
    *,
    toUInt128(ip) AS address,
    toUInt32(if(address < 281474976710656, bitShiftRight(address, 16), bitShiftRight(address, 104))) AS block
  FROM {stage:Identifier}
  WHERE reason = ''
    AND row IN (SELECT min(row) FROM {stage:Identifier} WHERE reason = '' GROUP BY id)
    AND id GLOBAL NOT IN (
      SELECT id FROM exchanges WHERE id GLOBAL IN (SELECT id FROM {stage:Identifier} WHERE reason = '')
    )
) AS e
ASOF LEFT JOIN networks AS n ON n.block = e.block AND e.address >= n.start
