-- Which values did exchanges of some time show, and how often?
-- One row: an account, a signal, a value as the signal's own query writes it, and the uses in that time. Near-duplicates
-- stand for sets of bands and cannot be counted one by one; the view `exchange_shows` would read those bands all the same,
-- the widest of its columns. Parameters: since, until, both included.
SELECT account, show.1 AS signal, show.2 AS value, count() AS uses
FROM exchanges
ARRAY JOIN arrayFilter(pair -> pair.2 != '', [
  ('shared-template', if(template = 0, '', concat('whole ', lower(hex(template))))),
  ('shared-template', if(opening = 0, '', concat('opening ', lower(hex(opening))))),
  ('shared-template', if(closing = 0, '', concat('closing ', lower(hex(closing))))),
  ('shared-system-prompt', if(system_template = 0, '', lower(hex(system_template)))),
  ('shared-toolset', if(toolset = 0, '', lower(hex(toolset)))),
  ('parameter-profile', if(profile = 0, '', lower(hex(profile)))),
  ('client-bundle', if(ja4 = '' AND user_agent = '' AND sdk = '' AND header_order = '', '', arrayStringConcat([ja4, user_agent, toString(sdk), header_order], ' | '))),
  ('shared-device', device),
  ('shared-address', if(ip = toIPv6('::'), '', replaceOne(toString(ip), '::ffff:', ''))),
  ('shared-prefix', if(prefix = toIPv6('::'), '', replaceOne(toString(prefix), '::ffff:', ''))),
  ('travelling-session', if(conversation = 0, '', concat('conversation ', lower(hex(conversation))))),
  ('travelling-session', if(session = 0 OR turn <= 0 AND messages <= 1, '', concat('opening text ', lower(hex(session)))))
]) AS show
WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
GROUP BY account, signal, value
