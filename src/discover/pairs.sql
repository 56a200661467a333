-- Which values of the traffic have exactly two holders?
-- One row: a signal and a value as its own query writes it. Column by column, as they stand in `earlier-holdings.sql`.
-- Parameters: until.
SELECT 'shared-template' AS signal, concat('whole ', lower(hex(template))) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND template != 0 GROUP BY template HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-template' AS signal, concat('opening ', lower(hex(opening))) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND opening != 0 GROUP BY opening HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-template' AS signal, concat('closing ', lower(hex(closing))) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND closing != 0 GROUP BY closing HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-system-prompt' AS signal, lower(hex(system_template)) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND system_template != 0 GROUP BY system_template HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-toolset' AS signal, lower(hex(toolset)) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND toolset != 0 GROUP BY toolset HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'parameter-profile' AS signal, lower(hex(profile)) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND profile != 0 GROUP BY profile HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'travelling-session' AS signal, concat('conversation ', lower(hex(conversation))) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND conversation != 0 GROUP BY conversation HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'travelling-session' AS signal, concat('opening text ', lower(hex(session))) AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND session != 0 AND NOT (turn <= 0 AND messages <= 1)
GROUP BY session HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-address' AS signal, replaceOne(toString(ip), '::ffff:', '') AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND ip != toIPv6('::') GROUP BY ip HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-prefix' AS signal, replaceOne(toString(prefix), '::ffff:', '') AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND prefix != toIPv6('::') GROUP BY prefix HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'shared-device' AS signal, device AS value
FROM exchanges WHERE time <= {until:DateTime64(3)} AND device != '' GROUP BY device HAVING uniqUpTo(2)(account) = 2
UNION ALL
SELECT 'client-bundle' AS signal, arrayStringConcat([ja4, user_agent, toString(sdk), header_order], ' | ') AS value
FROM exchanges
WHERE time <= {until:DateTime64(3)} AND (ja4 != '' OR user_agent != '' OR sdk != '' OR header_order != '')
GROUP BY value HAVING uniqUpTo(2)(account) = 2
