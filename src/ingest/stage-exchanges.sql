-- Reads exchanges, judges them and keeps their sketches. No text leaves this statement: the staging table holds
-- sketch columns only. One row: a line that is not blank; `reason` says why it is no exchange
-- ('account': it is one; 'broken': it is to be mended and read again).
-- Run it with short_circuit_function_evaluation = 'disable': evaluating branches lazily computes shared parts again and
-- again (measured: 40 times slower), so costly functions are given '' where their result is not wanted.
-- Parameters: stage, k0 and k1 (the key), batch, latest (no time may be later), and those of the lines' source.
INSERT INTO {stage:Identifier}
WITH
  t -> sipHash64Keyed(({k0:UInt64}, {k1:UInt64}), t) AS keyed,
  -- For whole texts: as secret as the hash around it, and faster. Who makes two texts collide links but himself.
  t -> sipHash64Keyed(({k0:UInt64}, {k1:UInt64}), cityHash64(t)) AS digest,
  -- Case and white space aside, two texts are the same when this is.
  t -> translate(lower(t), ' \t\r\n', '') AS bare,
  -- Code, quoted text, addresses, numbers and ids, names inside a sentence: the slots of a template.
  -- Ranges and not \p classes: a pattern is compiled anew for every block, and those take milliseconds.
  t -> replaceRegexpAll(t, '(?s)```.*?```|`[^`\\n]+`|"[^"\\n]*"|“[^”]*”|「[^」]*」|https?://\\S+|[\\w.@/_-]*[0-9][\\w.,:@/_-]*|[a-zß-ÿа-я,;] [A-ZÀ-ÞА-Я][^\\s.,;:!?()]*(?: [A-ZÀ-ÞА-Я][^\\s.,;:!?()]*)*', '#') AS mask,
  -- A character of at most four bytes as a number: in the order of its bytes, which is that of code points. Numbers
  -- compare many at a time, texts one by one.
  c -> byteSwap(reinterpretAsUInt32(c)) AS code,
  (codes, first, last) -> toInt32(arrayCount(c -> c >= code(first) AND c <= code(last), codes)) AS letters,
  -- Bit `lane` of each byte of the sim-hash: byte-wide counters in one integer, so at most 127 summands.
  (v, lane) -> bitShiftLeft(bitAnd(bitShiftRight(
    arraySum(w -> bitAnd(bitShiftRight(w, lane), 0x0101010101010101), v) + toUInt64(127 - intDiv(length(v), 2)) * 0x0101010101010101,
    7), 0x0101010101010101), lane) AS majority
SELECT
  row,
  reason,
  bytes,
  toUInt8(ip = toIPv6('::') AND x.client.ip NOT IN ('', '::')) AS bad_ip,
  if(x.decision = 'null', '', x.decision) AS decided,
  id,
  ifNull(at, toDateTime64('2000-01-01 00:00:00', 3, 'UTC')) AS time,
  account,
  x.key AS key,
  multiIf(sketched, h.conversation, x.conversation = '', 0, keyed(x.conversation)) AS conversation,
  ifNull(x.turn, -1) AS turn,
  x.pathway AS pathway,
  model,
  ifNull(x.status, 0) AS status,
  x.duration_ms AS duration_ms,
  ip,
  if(ip = toIPv6('::'), ip, tupleElement(IPv6CIDRToRange(ip, if(is_v4, 120, 48)), 1)) AS prefix,
  0 AS asn,
  '' AS network_kind,
  '' AS country,
  x.client.ja4 AS ja4,
  x.client.user_agent AS user_agent,
  x.client.sdk AS sdk,
  x.client.header_order AS header_order,
  x.client.timezone AS timezone,
  x.client.device AS device,
  x.client.rtt_ms AS rtt_ms,
  x.client.tls_rtt_ms AS tls_rtt_ms,
  x.usage.input_tokens AS input_tokens,
  x.usage.output_tokens AS output_tokens,
  x.usage.cached_tokens AS cached_tokens,
  x.usage.reasoning_tokens AS reasoning_tokens,
  asked.max_tokens AS max_tokens,
  asked.temperature AS temperature,
  asked.stream AS stream,
  multiIf(
    sketched AND h.profile != 0, h.profile,
    x.params IN ('', '{}', 'null'), 0,
    keyed(arraySort(arrayFilter(pair -> pair.2 != 'null', JSONExtractKeysAndValuesRaw(x.params))))
  ) AS profile,
  toUInt8(if(if(sketched, h.seen, seen), {{sketch_version}}, 0)) AS sketch_version,
  multiIf(sketched, h.system, s = '', 0, digest(bare(prompt))::UInt64) AS system,
  multiIf(sketched, h.system_template, s = '', 0, digest(bare(mask(prompt_head)))::UInt64) AS system_template,
  multiIf(sketched, h.template, u = '', 0, spaceless, digest(bare(run_on)), digest(hashed)) AS template,
  -- Beginnings and ends count only where the message is clearly longer, so that a greeting links nobody.
  multiIf(
    sketched, h.opening,
    spaceless, if(masked_chars < 36, 0, keyed(substringUTF8(run_on, 1, 24))),
    length(words) < 12, 0,
    keyed(arraySlice(hashed, 1, 8))
  ) AS opening,
  multiIf(
    sketched, h.closing,
    spaceless, if(masked_chars < 36, 0, keyed(substringUTF8(run_on, -24))),
    length(words) < 12, 0,
    keyed(arraySlice(hashed, -8))
  ) AS closing,
  item,
  multiIf(sketched, h.session, f = '', item, digest(bare(f))) AS session,
  -- Bands of two min-hashes: a pair with Jaccard similarity j shares one of the four with 1 - (1 - j^2)^4.
  multiIf(sketched, h.bands, length(shingles) < 6, [], [
    keyed((1, arrayMin(shingles), arrayMin(v -> v * 0x9E3779B97F4A7C15, shingles))),
    keyed((2, arrayMin(v -> v * 0xC2B2AE3D27D4EB4F, shingles), arrayMin(v -> v * 0x165667B19E3779F9, shingles))),
    keyed((3, arrayMin(v -> v * 0xD6E8FEB86659FD93, shingles), arrayMin(v -> v * 0xA0761D6478BD642F, shingles))),
    keyed((4, arrayMin(v -> v * 0xE7037ED1A0B428DB, shingles), arrayMin(v -> v * 0x8EBC6AF09C88C6E3, shingles)))
  ]) AS bands,
  multiIf(
    sketched, h.simhash,
    length(shingles) < 6, 0,
    majority(voters, 0) + majority(voters, 1) + majority(voters, 2) + majority(voters, 3)
      + majority(voters, 4) + majority(voters, 5) + majority(voters, 6) + majority(voters, 7)
  ) AS simhash,
  multiIf(
    sketched, h.toolset,
    empty(x.request.tools), 0,
    keyed(arraySort(arrayMap(
      (name, shape) -> concat(name, '(', arrayStringConcat(arraySort(JSONExtractKeys(shape, 'properties')), ','), ')'),
      x.request.tools.name, x.request.tools.parameters
    )))
  ) AS toolset,
  if(sketched, h.tools, length(x.request.tools)) AS tools,
  if(sketched, h.tool_calls, length(x.response.tool_calls)) AS tool_calls,
  if(sketched, h.messages, length(x.request.messages)) AS messages,
  if(sketched, h.user_chars, lengthUTF8(u)) AS user_chars,
  if(sketched, h.prompt_chars, lengthUTF8(x.request.system) + arraySum(t -> lengthUTF8(t), texts)) AS prompt_chars,
  if(sketched, h.answer_chars, lengthUTF8(x.response.text)) AS answer_chars,
  multiIf(sketched, h.answer, x.response.text = '', 0, digest(bare(x.response.text))) AS answer,
  if(sketched, h.stop_reason, x.response.stop_reason) AS stop_reason,
  if(sketched, h.script, writing) AS script,
  if(sketched, h.capabilities, bitAnd(marks, 0xFFFF)) AS capabilities,
  if(sketched, h.demands, bitAnd(bitShiftRight(marks, 16), 0xFFFF)) AS demands,
  if(sketched, h.style, bitShiftRight(marks, 32)) AS style,
  {batch:UInt64} AS batch,
  now64(3) AS ingested
FROM (
  -- 6: shingles of three words, or of three characters where the script sets no spaces
  SELECT
    *,
    multiIf(sketched, h.item, u = '', 0, digest(bare(u))) AS item,
    if(
      spaceless,
      arrayMap(g -> intHash64(cityHash64({k0:UInt64}, g)), ngrams(substringUTF8(run_on, 1, 800), 3)),
      arrayMap(
        (a, b, c) -> intHash64(a + 3 * b + 5 * c),
        arraySlice(hashed, 1, 400) AS beginning,
        arrayShiftLeft(beginning, 1),
        arrayShiftLeft(beginning, 2)
      )
    ) AS shingles,
    arraySlice(shingles, 1, 63) AS voters
  FROM (
    -- 5: words of the masked message
    SELECT
      *,
      lengthUTF8(masked) AS masked_chars,
      splitByWhitespace(masked) AS words,
      arrayMap(w -> cityHash64({k0:UInt64}, w), words) AS hashed,
      -- A script without spaces shows by its long "words"; ASCII is never taken for one.
      length(masked) != masked_chars AND masked_chars > 8 * length(words) AS spaceless,
      if(spaceless, masked, '') AS run_on
    FROM (
      -- 4: slots masked, words weighed, writing system told
      SELECT
        *,
        lower(mask(bounded)) AS masked,
        concat(bounded, '\n\n', prompt_head) AS read,
        length(read) = lengthUTF8(read) AS ascii,
        if(ascii, lower(read), lowerUTF8(if(ascii, '', read))) AS classified,
        length(classified) = lengthUTF8(classified) AS plain,
        bitOr(bitOr(
          arrayReduce('groupBitOr', arrayMap(i -> {{ascii_marks}}[i], multiMatchAllIndices(classified, {{ascii_patterns}}))),
          arrayReduce('groupBitOr', arrayMap(i -> {{other_marks}}[i], multiMatchAllIndices(if(plain, '', classified), {{other_patterns}})))
          ),
          if(notEmpty(x.request.tools), {{tool_use}}, 0)
        ) AS marks,
        arrayMap(c -> code(c), ngrams(substringUTF8(if(length(u) = lengthUTF8(u), '', u), 1, 100), 1)) AS sample,
        letters(sample, 'Ѐ', 'ӿ') AS cyrillic,
        letters(sample, '؀', 'ۿ') AS arabic,
        letters(sample, 'ᄀ', 'ᇿ') + letters(sample, '가', '힣') AS hangul,
        letters(sample, '぀', 'ヿ') AS kana,
        letters(sample, '㐀', '䶿') + letters(sample, '一', '鿿') AS han,
        letters(sample, 'A', 'Z') + letters(sample, 'a', 'z') + letters(sample, 'À', 'ɏ') AS latin,
        letters(sample, 'ɐ', '῿') + letters(sample, '぀', '\xEE\xBF\xBF') - han - kana - hangul - cyrillic - arabic AS other,
        greatest(latin, han + kana, hangul, cyrillic, arabic, other) AS most,
        multiIf(
          empty(sample), if(match(u, '[A-Za-z]'), 'latin', 'none'),
          most = 0, 'none',
          most = han + kana, if(5 * kana > han, 'kana', 'han'),
          most = latin, 'latin',
          most = hangul, 'hangul',
          most = cyrillic, 'cyrillic',
          most = arabic, 'arabic',
          'other'
        ) AS writing
      FROM (
        -- 3: the texts that matter: last and first of the user's, the system prompt
        SELECT
          *,
          texts[last] AS u,
          if(first = last, '', texts[first]) AS f,
          if(
            x.request.system != '', x.request.system, texts[arrayFirstIndex(r -> r = 'system' OR r = 'developer', roles)]
          ) AS s,
          -- Many exchanges share a system prompt: what is asked of it is answered once for each in a block.
          toLowCardinality(s) AS prompt,
          substringUTF8(prompt, 1, 2000) AS prompt_head,
          if(length(u) > 4096, u, '') AS overlong,
          if(overlong = '', u, concat(substringUTF8(overlong, 1, 3000), '\n', substringUTF8(overlong, -600))) AS bounded,
          multiIf(
            bytes > {{line_bytes_max}}, 'line is longer than 16 MiB',
            {{unread}}
            id = '' AND account != '' AND model = '' AND NOT seen AND NOT sketched, 'account',
            id = '', 'id is missing',
            lengthUTF8(id) > 128, 'id is longer than 128 characters',
            account = '', 'account is missing',
            lengthUTF8(account) > 128, 'account is longer than 128 characters',
            model = '', 'model is missing',
            x.time = '', 'time is missing',
            isNull(at), 'time is not readable',
            at < toDateTime64('2000-01-01 00:00:00', 3, 'UTC'), 'time is before the year 2000',
            at > {latest:DateTime64(3, 'UTC')}, 'time is in the future',
            sketched AND h.version != {{sketch_version}}, 'sketch is of another version',
            ''
          ) AS reason
        FROM (
          -- 2: content as text, whichever of its two forms it came in; the fields that need reading
          SELECT
            *,
            x.request.messages.role AS roles,
            -- A list of parts arrives as its JSON text; a message that only looks like one keeps its text.
            arrayMap(
              (c, parts) -> if(empty(parts), c, arrayStringConcat(tupleElement(parts, 2), '\n')),
              x.request.messages.content,
              arrayMap(
                c -> arrayFilter(
                  part -> part.1 != '' OR part.2 != '',
                  JSONExtract(if(startsWith(c, '[{'), c, ''), 'Array(Tuple(type String, text String))')
                ),
                x.request.messages.content
              )
            ) AS texts,
            arrayLastIndex((r, t) -> r = 'user' AND t != '', roles, texts) AS last,
            arrayFirstIndex((r, t) -> r = 'user' AND t != '', roles, texts) AS first,
            notEmpty(texts) OR x.request.system != '' OR x.response.text != '' OR notEmpty(x.request.tools) AS seen,
            x.sketch NOT IN ('', 'null') AS sketched,
            JSONExtract(x.sketch, 'Tuple(
              version UInt8, seen Bool, conversation UInt64, profile UInt64, system UInt64, system_template UInt64,
              template UInt64, opening UInt64, closing UInt64, item UInt64, session UInt64, bands Array(UInt64),
              simhash UInt64, toolset UInt64, tools UInt16, tool_calls UInt16, messages UInt16, user_chars UInt32,
              prompt_chars UInt32, answer_chars UInt32, answer UInt64, stop_reason String, script String,
              capabilities UInt32, demands UInt32, style UInt32)') AS h,
            JSONExtract(
              x.params, 'Tuple(max_tokens Nullable(UInt32), temperature Nullable(Float32), stream Nullable(Bool))'
            ) AS asked,
            x.id AS id,
            x.account AS account,
            x.model AS model,
            toIPv6OrDefault(x.client.ip) AS ip,
            toUInt128(ip) < 281474976710656 AS is_v4,
            multiIf(
              match(x.time, '^-?[0-9]{1,14}$'), fromUnixTimestamp64Milli(toInt64OrZero(x.time), 'UTC'),
              match(x.time, '^[0-9]{4}-[0-9]{2}-[0-9]{2}'), parseDateTime64BestEffortOrNull(x.time, 3, 'UTC'),
              NULL
            ) AS at
          FROM (
            -- 1: one JSON object a line
            SELECT
              row,
              length(line) AS bytes,
              if(bytes > {{line_bytes_max}}, '', line) AS sound,
              JSONExtract(sound, 'Tuple(
                id String, time String, account String, key String, conversation String, turn Nullable(Int32),
                pathway String, model String, status Nullable(UInt16), duration_ms Nullable(Float32),
                client Tuple(
                  ip String, ja4 String, user_agent String, sdk String, header_order String, timezone String,
                  device String, rtt_ms Nullable(Float32), tls_rtt_ms Nullable(Float32)),
                usage Tuple(
                  input_tokens Nullable(UInt32), output_tokens Nullable(UInt32), cached_tokens Nullable(UInt32),
                  reasoning_tokens Nullable(UInt32)),
                params String,
                request Tuple(
                  system String,
                  messages Array(Tuple(
                    role String, content String)),
                  tools Array(Tuple(name String, parameters String))),
                response Tuple(text String, stop_reason String, tool_calls Array(Tuple(name String))),
                sketch String, decision String)') AS x
            FROM ({{lines}})
            WHERE trimLeft(substring(line, 1, 64)) != ''
          )
        )
      )
    )
  )
)
