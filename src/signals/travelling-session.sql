-- Which conversations or session texts appear under several accounts?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT pair.1 AS account, value, pair.2 AS uses
FROM (
  SELECT value, groupArray((account, uses)) AS pairs
  FROM (
    SELECT account, arrayJoin(arrayFilter(v -> v != '', [if(conversation = 0, '', concat('conversation ', lower(hex(conversation)))), if(session = 0 OR turn <= 0 AND messages <= 1, '', concat('opening text ', lower(hex(session))))])) AS value, count() AS uses
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND (conversation != 0 OR session != 0)
    GROUP BY account, value
  )
  GROUP BY value
  HAVING length(pairs) >= 3
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
