-- A sketched world made inside the engine: honest accounts with rhythms, addresses and wordings of their own, and one
-- pool with a work queue. Parameters: exchanges, accounts, pool (accounts of the pool), share (one exchange in so many
-- is the pool's), days, from and to (epoch milliseconds; to is not included): which part of the world is made.
INSERT INTO exchanges (id, time, account, key, conversation, turn, pathway, model, status, ip, prefix, ja4, user_agent,
  sdk, input_tokens, output_tokens, profile, sketch_version, system, system_template, template, opening, closing, item,
  session, bands, toolset, tools, messages, user_chars, prompt_chars, capabilities, style, script, batch)
WITH
  cityHash64(number, 'who') AS draw,
  -- Zipf-like volumes: the square of a uniform draw.
  toUInt32({accounts:UInt32} * pow((draw % 1000003) / 1000003., 2)) AS honest,
  draw % {share:UInt32} = 0 AS taking,
  if(taking, {accounts:UInt32} + cityHash64(number, 'pool') % {pool:UInt32}, honest) AS who,
  cityHash64(who, 'zone') % 24 AS zone,
  cityHash64(number, 'day') % {days:UInt32} AS day,
  -- People sleep; the pool works in four shifts of its controller.
  if(taking, (cityHash64(number, 'h') % 12) + 6 * (cityHash64(day, 'shift') % 2), (zone + toUInt32(10 * sqrt((cityHash64(number, 'h') % 1000) / 1000.))) % 24) AS hour,
  toDateTime64('2026-05-01 00:00:00', 3, 'UTC') + toIntervalSecond(day * 86400 + hour * 3600 + cityHash64(number, 's') % 3600) AS at,
  if(taking, cityHash64('pool', number % 7), cityHash64(who, number % (3 + who % 9))) AS wording,
  if(taking, cityHash64(number), cityHash64(who, cityHash64(number) % 400)) AS asked,
  toIPv6(concat('::ffff:', if(taking, '45.76.', '81.'), if(taking, toString(cityHash64(number) % 200), concat(toString(cityHash64(who, 'a') % 250), '.', toString(cityHash64(who, 'b', number % 3) % 250))), '.', toString(cityHash64(who, number % 3) % 250))) AS address
SELECT
  concat('x', toString(number)), at,
  concat('acct_', toString(who)), '', cityHash64(asked, 'c'), 0, 'api', ['m-1', 'm-2', 'm-3'][1 + draw % 3], 200, address,
  tupleElement(IPv6CIDRToRange(address, 120), 1), concat('t13d', toString(if(taking, 7, cityHash64(who, 'ja4') % 40))), concat('agent/', toString(if(taking, 3, cityHash64(who, 'ua') % 300))),
  'sdk', 300 + draw % 900, if(taking, 1500, 50) + cityHash64(number, 'o') % 900, if(taking, 99, cityHash64(who, 'p') % 12), 1,
  if(taking, 5, cityHash64(who, 's') % 900), if(taking, 5, cityHash64(who, 's') % 900), wording, wording + 1, wording + 2, asked, asked,
  [wording + 3, wording + 4], cityHash64(who, 't') % 5, 2, 2, 200, 500, if(taking, 11, 1 + draw % 2048), if(taking, toUInt32(number % 3 = 0), 0), 'latin', 1
FROM numbers({exchanges:UInt64})
WHERE at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})
