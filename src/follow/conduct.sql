-- How do accounts begin? One row an exchange of the first ones of each: its time and what it is like, as hashes in the
-- order of `exchangeFacts` (conduct.ts); 0 is unknown. Geography and language are left out: where somebody is says nothing.
-- Parameters: accounts, most (exchanges of each), until.
SELECT
  account,
  toUnixTimestamp64Milli(time) AS at,
  arrayMap(fact -> if(fact = '', 0, toUInt32(cityHash64(fact))), arrayConcat([
    if(opening = 0, '', toString(opening)),
    if(closing = 0, '', toString(closing)),
    if(template = 0, '', toString(template)),
    if(item = 0, '', toString(item)),
    if(session = 0 OR turn <= 0 AND messages <= 1, '', toString(session)),
    if(system_template = 0, if(sketch_version = 0, '', 'none'), toString(system_template)),
    if(toolset = 0, if(sketch_version = 0, '', 'none'), toString(toolset)),
    if(profile = 0, '', toString(profile)),
    concat('max ', ifNull(toString(max_tokens), '-')),
    concat('temperature ', ifNull(toString(temperature), '-')),
    concat('stream ', ifNull(toString(stream), '-')),
    if(sketch_version = 0, '', toString(tools)),
    if(sketch_version = 0, '', toString(capabilities)),
    if(sketch_version = 0, '', toString(demands)),
    if(sketch_version = 0, '', toString(style)),
    -- Half as much again is another step.
    if(output_tokens IS NULL, '', toString(floor(log(1 + output_tokens) / log(1.5)))),
    if(input_tokens IS NULL, '', toString(floor(log2(1 + input_tokens)))),
    if(user_chars = 0, '', toString(floor(log(1 + user_chars) / log(1.5)))),
    if(answer_chars = 0, '', toString(floor(log(1 + answer_chars) / log(1.5)))),
    if(messages = 0, '', toString(least(messages, 6))),
    if(turn < 0, '', toString(least(turn, 6))),
    stop_reason,
    model,
    pathway,
    ja4,
    user_agent,
    sdk,
    header_order,
    network_kind,
    concat(sdk, ' ', toString(tools > 0), ' ', toString(system != 0), ' ', toString(device != '')),
    if(ifNull(rtt_ms, 0) <= 0 OR ifNull(tls_rtt_ms, 0) <= 0, '', toString(floor(10 * log(tls_rtt_ms / rtt_ms)))),
    if(ifNull(rtt_ms, 0) <= 0 OR ifNull(tls_rtt_ms, 0) <= 0, '', toString(floor(log(1 + greatest(0, tls_rtt_ms - rtt_ms)) / log(1.5)))),
    device
  ], arrayMap(band -> toString(band), arraySlice(bands, 1, 4)))) AS facts
FROM exchanges
WHERE account IN (SELECT arrayJoin({accounts:Array(String)})) AND time <= {until:DateTime64(3, 'UTC')}
ORDER BY account, time
LIMIT {most:UInt64} BY account
SETTINGS log_comment = 'follow/conduct'
