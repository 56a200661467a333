-- Who sends messages of one template, opening or closing?
-- One row: an account and a value it holds together with at least two others. Parameters: until.
-- Column by column: numbers alone are grouped three times as fast as pairs of a name and a number.
SELECT account, value, uses
FROM (
  SELECT account, concat('whole ', lower(hex(template))) AS value, count() AS uses
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND template != 0 AND template GLOBAL IN (
    SELECT template
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND template != 0
    GROUP BY template
    HAVING uniqUpTo(2)(account) > 2
  )
  GROUP BY account, template
  UNION ALL
  SELECT account, concat('opening ', lower(hex(opening))) AS value, count() AS uses
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND opening != 0 AND opening GLOBAL IN (
    SELECT opening
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND opening != 0
    GROUP BY opening
    HAVING uniqUpTo(2)(account) > 2
  )
  GROUP BY account, opening
  UNION ALL
  SELECT account, concat('closing ', lower(hex(closing))) AS value, count() AS uses
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND closing != 0 AND closing GLOBAL IN (
    SELECT closing
    FROM exchanges
    WHERE time <= {until:DateTime64(3)} AND closing != 0
    GROUP BY closing
    HAVING uniqUpTo(2)(account) > 2
  )
  GROUP BY account, closing
)
ORDER BY value, account
