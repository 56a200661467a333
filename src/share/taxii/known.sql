-- Which object versions are published already? One row each. Parameters: collection.
SELECT id, toString(version) AS version
FROM shared_objects
WHERE collection = {collection:String}
GROUP BY id, version
ORDER BY id, version
SETTINGS max_execution_time = 60, log_comment = 'taxii/known'
