-- Which versions of a reference list are in the store? One row a load, the present one first.
SELECT version, toUInt32(position) AS position, toUInt32(entries) AS entries
FROM reference_loads
WHERE list = {list:String}
ORDER BY position DESC
LIMIT 1000
SETTINGS max_execution_time = 30, log_comment = 'enrich/loads'
