-- Who held these values by a time?
-- One row: an account, a signal, a value of it that was asked for, and its uses. Each branch reads one column and nothing
-- where nothing is asked of it. Parameters: until; for each column the values asked for.
SELECT account, 'shared-template' AS signal, concat('whole ', lower(hex(template))) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({templates:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND template IN (SELECT arrayJoin({templates:Array(UInt64)}))
GROUP BY account, template
UNION ALL
SELECT account, 'shared-template' AS signal, concat('opening ', lower(hex(opening))) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({openings:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND opening IN (SELECT arrayJoin({openings:Array(UInt64)}))
GROUP BY account, opening
UNION ALL
SELECT account, 'shared-template' AS signal, concat('closing ', lower(hex(closing))) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({closings:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND closing IN (SELECT arrayJoin({closings:Array(UInt64)}))
GROUP BY account, closing
UNION ALL
SELECT account, 'shared-system-prompt' AS signal, lower(hex(system_template)) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({systems:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND system_template IN (SELECT arrayJoin({systems:Array(UInt64)}))
GROUP BY account, system_template
UNION ALL
SELECT account, 'shared-toolset' AS signal, lower(hex(toolset)) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({toolsets:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND toolset IN (SELECT arrayJoin({toolsets:Array(UInt64)}))
GROUP BY account, toolset
UNION ALL
SELECT account, 'parameter-profile' AS signal, lower(hex(profile)) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({profiles:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND profile IN (SELECT arrayJoin({profiles:Array(UInt64)}))
GROUP BY account, profile
UNION ALL
SELECT account, 'travelling-session' AS signal, concat('conversation ', lower(hex(conversation))) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({conversations:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND conversation IN (SELECT arrayJoin({conversations:Array(UInt64)}))
GROUP BY account, conversation
UNION ALL
SELECT account, 'travelling-session' AS signal, concat('opening text ', lower(hex(session))) AS value, count() AS uses
FROM exchanges
WHERE notEmpty({sessions:Array(UInt64)}) AND time <= {until:DateTime64(3)} AND NOT (turn <= 0 AND messages <= 1)
  AND session IN (SELECT arrayJoin({sessions:Array(UInt64)}))
GROUP BY account, session
UNION ALL
SELECT account, 'shared-address' AS signal, replaceOne(toString(ip), '::ffff:', '') AS value, count() AS uses
FROM exchanges
WHERE notEmpty({addresses:Array(String)}) AND time <= {until:DateTime64(3)} AND ip IN (SELECT toIPv6(arrayJoin({addresses:Array(String)})))
GROUP BY account, ip
UNION ALL
SELECT account, 'shared-prefix' AS signal, replaceOne(toString(prefix), '::ffff:', '') AS value, count() AS uses
FROM exchanges
WHERE notEmpty({prefixes:Array(String)}) AND time <= {until:DateTime64(3)} AND prefix IN (SELECT toIPv6(arrayJoin({prefixes:Array(String)})))
GROUP BY account, prefix
UNION ALL
SELECT account, 'shared-device' AS signal, device AS value, count() AS uses
FROM exchanges
WHERE notEmpty({devices:Array(String)}) AND time <= {until:DateTime64(3)} AND device IN (SELECT arrayJoin({devices:Array(String)}))
GROUP BY account, device
UNION ALL
SELECT account, 'client-bundle' AS signal, arrayStringConcat([ja4, user_agent, toString(sdk), header_order], ' | ') AS value, count() AS uses
FROM exchanges
WHERE notEmpty({clients:Array(String)}) AND time <= {until:DateTime64(3)} AND value IN (SELECT arrayJoin({clients:Array(String)}))
GROUP BY account, value
