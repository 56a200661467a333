-- Whose network is each address in?
-- One row: an address that made exchanges, its autonomous system and the organisation that announces it.
SELECT replaceOne(toString(seen.ip), '::ffff:', '') AS ip, seen.asn AS asn, names.name AS name
FROM (SELECT ip, any(asn) AS asn FROM exchanges GROUP BY ip) AS seen
LEFT ANY JOIN network_names AS names ON names.asn = seen.asn
