-- What is on one page of a collection? One row an object version, in the order of publishing.
-- The page begins behind the cursor, so no state is kept between two pages and none can be lost.
-- Parameters: collection, added_after, ids, types, which, versions, after_added, after_id, after_version, limit.
SELECT toString(at) AS added, id, toString(v) AS version, toString(kind) AS type, body
FROM (
  SELECT
    at, id, v, kind, body,
    row_number() OVER (PARTITION BY id ORDER BY v DESC, at) AS from_last,
    row_number() OVER (PARTITION BY id ORDER BY v, at) AS from_first
  FROM (
    SELECT min(s.added) AS at, s.id AS id, s.version AS v, any(s.type) AS kind, argMin(s.body, s.added) AS body
    FROM shared_objects AS s
    WHERE s.collection = {collection:String}
      AND (empty({ids:Array(String)}) OR s.id IN {ids:Array(String)})
      AND (empty({types:Array(String)}) OR s.type IN {types:Array(String)})
    GROUP BY s.id, s.version
  )
)
WHERE at > {added_after:DateTime64(3)}
  AND (
    {which:String} = 'all'
    OR ({which:String} = 'last' AND from_last = 1)
    OR ({which:String} = 'first' AND from_first = 1)
    OR ({which:String} = 'exactly' AND has(arrayMap(v -> parseDateTime64BestEffort(v, 3, 'UTC'), {versions:Array(String)}), v))
  )
  AND (at, id, v) > ({after_added:DateTime64(3)}, {after_id:String}, {after_version:DateTime64(3)})
ORDER BY at, id, v
LIMIT {limit:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'taxii/page'
