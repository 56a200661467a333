-- Which conversations or session texts appear under several accounts?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
-- Column by column: numbers alone are grouped three times as fast as pairs of a name and a number.
SELECT account, value, uses
FROM (
  SELECT account, concat('conversation ', lower(hex(conversation))) AS value, count() AS uses
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND conversation != 0 AND conversation GLOBAL IN (
    SELECT conversation
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND conversation != 0
    GROUP BY conversation
    HAVING uniqUpTo(2)(account) > 2
  )
  GROUP BY account, conversation
  UNION ALL
  SELECT account, concat('opening text ', lower(hex(session))) AS value, count() AS uses
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND session != 0 AND NOT (turn <= 0 AND messages <= 1) AND session GLOBAL IN (
    SELECT session
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND session != 0 AND NOT (turn <= 0 AND messages <= 1)
    GROUP BY session
    HAVING uniqUpTo(2)(account) > 2
  )
  GROUP BY account, session
)
ORDER BY value, account
