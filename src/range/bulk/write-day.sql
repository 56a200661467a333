-- Writes one day as Parquet, in order of time, with the contract's nested names and a sketch in place of texts.
-- One row: one exchange. Every draw is a hash of seed, account, day and position. Parameters: path, seed, day, start
-- (epoch milliseconds of the world's first hour), hours (of the world), sketch (version of the sketch).
INSERT INTO FUNCTION file({path:String}, 'Parquet')
WITH
  (r, k) -> (bitShiftRight(intHash64(r + k), 11) + 0.5) / 9007199254740992 AS u,
  (r, k) -> sqrt(-2 * log(u(r, k))) * cos(2 * pi() * u(r, k + 1)) AS normal
SELECT
  concat('ex_', lower(hex(e)), lower(substring(hex(intHash64(e + no)), 1, 4))) AS id,
  fromUnixTimestamp64Milli(toInt64(at), 'UTC') AS time,
  account,
  key,
  if(tells, concat('cv_', lower(hex(c))), '') AS conversation,
  toInt32(turn) AS turn,
  pathway,
  if(world_hour >= switch_hour, next_model, model) AS model,
  toUInt16(multiIf(u(e, 1) >= errors, 200, u(e, 2) < 0.6, 429, u(e, 2) < 0.8, 400, 529)) AS status,
  toFloat32(if(status = 200, 400 + round(answer_tokens * (9 + 8 * u(e, 3))), 20 + round(280 * u(e, 3)))) AS duration_ms,
  CAST((
    ips[1 + if(by_time, intDiv(world_hour * length(ips), {hours:UInt32}), c % length(ips))],
    ja4, user_agent, sdk, header_order, timezone, device,
    round(rtt_ms * (0.85 + 0.4 * u(e, 4)), 1) AS rtt,
    round((rtt + extra_tls_ms) * (1 + 0.1 * u(e, 5)), 1)
  ), 'Tuple(ip String, ja4 String, user_agent String, sdk String, header_order String, timezone String, device String, rtt_ms Float32, tls_rtt_ms Float32)') AS client,
  CAST((
    asked_tokens,
    if(status = 200, answer_tokens, 0),
    toUInt32(if(turn > 0, asked_tokens * 0.7, 0))
  ), 'Tuple(input_tokens UInt32, output_tokens UInt32, cached_tokens UInt32)') AS usage,
  CAST((max_tokens, temperature, stream), 'Tuple(max_tokens Nullable(UInt32), temperature Nullable(Float32), stream Nullable(Bool))') AS params,
  CAST((
    {sketch:UInt8}, true, if(tells, c, 0), profile, system, system,
    template,
    if(long, if(fixed, intHash64(template + 1), e + 1), 0),
    if(long, if(fixed, intHash64(template + 2), e + 2), 0),
    item,
    if(turn = 0, item, c + 11),
    -- A template's messages agree in most bands; others in none.
    if(long, arrayMap(b -> if(fixed AND u(e, 20 + b) < 0.8, intHash64(template + b), intHash64(e + b)), [3, 4, 5, 6]), []),
    if(long, if(fixed, bitXor(intHash64(template + 7), bitShiftLeft(toUInt64(1), e % 64)), intHash64(e + 7)), 0),
    toolset, tools, if(tools > 0 AND u(e, 6) < 0.7, 1, 0), 1 + 2 * least(turn, 1),
    characters, characters * (1 + turn), answer_tokens * 4, intHash64(e + 8),
    if(status = 200, if(u(e, 7) < 0.015, 'max_tokens', 'end_turn'), 'error'), script,
    mix.1, mix.2, mix.3
  ), 'Tuple(version UInt8, seen Bool, conversation UInt64, profile UInt64, system UInt64, system_template UInt64, template UInt64, opening UInt64, closing UInt64, item UInt64, session UInt64, bands Array(UInt64), simhash UInt64, toolset UInt64, tools UInt16, tool_calls UInt16, messages UInt16, user_chars UInt32, prompt_chars UInt32, answer_chars UInt32, answer UInt64, stop_reason String, script String, capabilities UInt32, demands UInt32, style UInt32)') AS sketch
FROM (
  SELECT
    p.*,
    v.turn AS turn,
    v.e AS e,
    v.c AS c,
    -- Of four hours that the switch offers, the first that suits the account's own habit.
    arrayMap(i -> v.hours[1 + intHash64(v.c + i) % length(v.hours)], if(empty(v.hours), [], [1, 2, 3, 4])) AS offered,
    if(
      empty(v.hours),
      p.hours[1 + v.c % length(p.hours)],
      arrayPushBack(arrayFilter(h -> has(p.hours, h), offered), offered[4])[1]
    ) AS hour,
    toUInt32({day:UInt16}) * 24 + hour AS world_hour,
    -- What runs past midnight stays in its day.
    {start:Int64} + toInt64({day:UInt16}) * 86400000
      + least(86399999, hour * 3600000 + toInt64(3600000 * u(v.c, 9)) + v.turn * toInt64(4000 + 26000 * u(v.c, 10))) AS at,
    notEmpty(p.templates) AND NOT v.is_served AS fixed,
    if(fixed, p.templates[1 + intHash64(v.c + 12) % length(p.templates)], intHash64(v.e + 13)) AS template,
    if(fixed AND p.items > 0, intHash64(template + intHash64(v.c + 14) % p.items), intHash64(v.e + 15)) AS item,
    if(v.is_served, (2048, 0, 0), p.mixes[1 + intHash64(v.c + 16) % length(p.mixes)]) AS mix,
    toUInt32(greatest(4, p.chars * exp(0.8 * normal(v.e, 17)))) AS characters,
    -- Beginnings, ends and shingles count only in messages of some length.
    characters > 60 AS long,
    toUInt32(greatest(4, p.input_tokens * (1 + 0.3 * v.turn) * exp(0.3 * normal(v.e, 30)))) AS asked_tokens,
    toUInt32(greatest(4, p.output_tokens * exp(0.6 * normal(v.e, 32)))) AS answer_tokens
  FROM range_cast AS p
  INNER JOIN (
    SELECT
      no,
      hours,
      arrayJoin(range(talks * turns)) AS position,
      intDiv(position, turns) AS talk,
      position % turns AS turn,
      talk < served AS is_served,
      cityHash64({seed:UInt64}, no, {day:UInt16}, position, 1) AS e,
      cityHash64({seed:UInt64}, no, {day:UInt16}, talk, 2) AS c
    FROM range_volume
    WHERE day = {day:UInt16}
  ) AS v ON p.no = v.no
)
ORDER BY at, e
-- What a reader of whole columns never asks for costs half of the writing: bloom filters, page index, zstd.
SETTINGS engine_file_truncate_on_insert = 1, output_format_parquet_compression_method = 'lz4',
  output_format_parquet_write_bloom_filter = 0, output_format_parquet_write_page_index = 0,
  log_comment = 'range/write-day'
