-- What is on one page of a collection? One row an object version, in the order of publishing.
-- The page begins behind the cursor, so no state is kept between two pages and none can be lost. Which versions are on
-- it is settled first, and only their bodies are read.
-- Parameters: collection, added_after, ids, types, which, versions, after_added, after_id, after_version, limit.
SELECT toString(min(s.added)) AS added, s.id AS id, toString(s.version) AS version, toString(any(s.type)) AS type, argMin(s.body, s.added) AS body
FROM shared_objects AS s
WHERE s.collection = {collection:String}
  AND (s.id, s.version) GLOBAL IN (
    SELECT id, v
    FROM (
      SELECT
        at, id, v,
        row_number() OVER (PARTITION BY id ORDER BY v DESC, at) AS from_last,
        row_number() OVER (PARTITION BY id ORDER BY v, at) AS from_first
      FROM (
        SELECT min(k.added) AS at, k.id AS id, k.version AS v
        FROM shared_objects AS k
        WHERE k.collection = {collection:String}
          AND (empty({ids:Array(String)}) OR k.id IN {ids:Array(String)})
          AND (empty({types:Array(String)}) OR k.type IN {types:Array(String)})
        GROUP BY k.id, k.version
      )
    )
    WHERE at > {added_after:DateTime64(3)}
      AND (
        {which:String} = 'all'
        OR ({which:String} = 'last' AND from_last = 1)
        OR ({which:String} = 'first' AND from_first = 1)
        OR ({which:String} = 'exactly' AND has(arrayMap(t -> parseDateTime64BestEffort(t, 3, 'UTC'), {versions:Array(String)}), v))
      )
      AND (at, id, v) > ({after_added:DateTime64(3)}, {after_id:String}, {after_version:DateTime64(3)})
    ORDER BY at, id, v
    LIMIT {limit:UInt32}
  )
GROUP BY s.id, s.version
ORDER BY min(s.added), s.id, s.version
SETTINGS max_execution_time = 30, log_comment = 'taxii/page'
