-- Which earlier findings went into which? One row a relation, dated when it was first seen. Parameters: until; id ('' for all).
SELECT id, relation, earlier, formatDateTime(min(as_of), '%Y-%m-%dT%H:%i:%sZ', 'UTC') AS seen
FROM lineage
WHERE as_of <= {until:DateTime64(3)} AND ({id:String} = '' OR id = {id:String} OR earlier = {id:String})
GROUP BY id, relation, earlier
ORDER BY seen, id, relation, earlier
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'findings/lineage'
