-- The staged exchanges as native lines with a sketch in place of their texts: one row a line.
-- 64-bit hashes travel as decimal strings, because JSON numbers end at 2^53 for most readers.
SELECT
  id, time, account, key, turn, pathway, model, status, duration_ms, if(ip = toIPv6('::'), '', toString(ip)) AS ip,
  ja4, user_agent, sdk, header_order, timezone, device, rtt_ms, tls_rtt_ms,
  input_tokens, output_tokens, cached_tokens, reasoning_tokens, max_tokens, temperature, stream,
  sketch_version, decided,
  toString(conversation) AS conversation, toString(profile) AS profile, toString(system) AS system,
  toString(system_template) AS system_template, toString(template) AS template, toString(opening) AS opening,
  toString(closing) AS closing, toString(item) AS item, toString(session) AS session,
  arrayMap(b -> toString(b), bands) AS bands, toString(simhash) AS simhash, toString(toolset) AS toolset,
  tools, tool_calls, messages, user_chars, prompt_chars, answer_chars, toString(answer) AS answer, stop_reason,
  script, capabilities, demands, style
FROM {stage:Identifier}
WHERE reason = ''
ORDER BY row
