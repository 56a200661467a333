-- Who sends messages of one template, opening or closing?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
SELECT pair.1 AS account, value, pair.2 AS uses
FROM (
  SELECT value, groupArray((account, uses)) AS pairs
  FROM (
    SELECT account, arrayJoin(arrayFilter(v -> v != '', [if(template = 0, '', concat('whole ', lower(hex(template)))), if(opening = 0, '', concat('opening ', lower(hex(opening)))), if(closing = 0, '', concat('closing ', lower(hex(closing))))])) AS value, count() AS uses
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND (template != 0 OR opening != 0 OR closing != 0)
    GROUP BY account, value
  )
  GROUP BY value
  HAVING length(pairs) >= 3
)
ARRAY JOIN pairs AS pair
ORDER BY value, account
