-- Whose are these networks? One row a network that the lists know. Parameters: asns.
SELECT toFloat64(asn) AS asn, name
FROM network_names
WHERE asn IN {asns:Array(UInt32)}
LIMIT 1 BY asn
SETTINGS max_execution_time = 30, log_comment = 'findings/network-names'
