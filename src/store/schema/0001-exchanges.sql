-- The exchange, sketched: one row a model call. No prompt or answer text stands here.
-- Absent measures are NULL; absent names are ''; absent hashes and ids are 0. All hashes are keyed (sipHash64Keyed).
CREATE TABLE {{table exchanges}} (
  id String COMMENT 'Unique id given by the provider',
  time DateTime64(3, 'UTC') COMMENT 'When the request arrived',
  account String COMMENT 'Identity the call was authenticated as',
  key String COMMENT 'Credential id',
  conversation UInt64 COMMENT 'Hash of the session id; 0 unknown',
  turn Int32 COMMENT '0-based position in the conversation; -1 unknown',
  pathway LowCardinality(String) COMMENT 'api, bedrock, vertex, azure, app, a partner',
  model LowCardinality(String) COMMENT 'Model asked for',
  status UInt16 COMMENT 'HTTP status given to the client; 0 unknown',
  duration_ms Nullable(Float32) COMMENT 'Milliseconds from request to last byte',
  ip IPv6 COMMENT 'Address the provider saw, IPv4 mapped; :: unknown',
  prefix IPv6 COMMENT 'Its /24 (IPv4) or /48 (IPv6); :: unknown',
  asn UInt32 COMMENT 'Autonomous system; 0 unknown',
  network_kind LowCardinality(String) COMMENT 'hosting, vpn, residential, mobile, education, business, or empty',
  country LowCardinality(String) COMMENT 'Country of the address: context, never evidence',
  ja4 String COMMENT 'TLS client fingerprint',
  user_agent String COMMENT 'User agent',
  sdk LowCardinality(String) COMMENT 'Client library',
  header_order String COMMENT 'Order of headers, as the edge computed it',
  timezone LowCardinality(String) COMMENT 'Time zone the client reported',
  device String COMMENT 'Device or installation id the client reported',
  rtt_ms Nullable(Float32) COMMENT 'Network round-trip time',
  tls_rtt_ms Nullable(Float32) COMMENT 'TLS round-trip time',
  input_tokens Nullable(UInt32) COMMENT 'Tokens of the request',
  output_tokens Nullable(UInt32) COMMENT 'Tokens of the answer',
  cached_tokens Nullable(UInt32) COMMENT 'Input tokens served from cache',
  reasoning_tokens Nullable(UInt32) COMMENT 'Reasoning tokens of the answer',
  max_tokens Nullable(UInt32) COMMENT 'Output limit asked for',
  temperature Nullable(Float32) COMMENT 'Sampling temperature asked for',
  stream Nullable(UInt8) COMMENT '1 if a stream was asked for',
  profile UInt64 COMMENT 'Hash of all parameters as asked, canonical',
  sketch_version UInt8 COMMENT '0: no text was seen, sketch columns are empty',
  system UInt64 COMMENT 'Hash of the system prompt, whitespace-normalised',
  system_template UInt64 COMMENT 'Hash of the system prompt with its slots masked',
  template UInt64 COMMENT 'Hash of the last user message with numbers, quotes, code and names masked',
  opening UInt64 COMMENT 'Hash of the first masked words of the last user message',
  closing UInt64 COMMENT 'Hash of the last masked words of the last user message',
  item UInt64 COMMENT 'Hash of the last user message, whitespace- and case-normalised: the same question twice',
  session UInt64 COMMENT 'Hash of the first user message of the request: the same session under another account',
  bands Array(UInt64) COMMENT 'Min-hash bands of the last user message; two near-duplicates share one with high probability',
  simhash UInt64 COMMENT 'Sim-hash of the last user message',
  toolset UInt64 COMMENT 'Hash of the tool names and parameters, order-free',
  tools UInt16 COMMENT 'Number of tools offered',
  tool_calls UInt16 COMMENT 'Number of tool calls in the answer',
  messages UInt16 COMMENT 'Number of messages in the request',
  user_chars UInt32 COMMENT 'Characters of the last user message',
  prompt_chars UInt32 COMMENT 'Characters of all messages and the system prompt',
  answer_chars UInt32 COMMENT 'Characters of the answer',
  answer UInt64 COMMENT 'Hash of the answer, whitespace- and case-normalised',
  stop_reason LowCardinality(String) COMMENT 'Why the answer ended',
  script LowCardinality(String) COMMENT 'Dominant writing system of the last user message',
  capabilities UInt32 COMMENT 'Bit mask, see model/sketch.ts',
  demands UInt32 COMMENT 'Bit mask, see model/sketch.ts',
  style UInt32 COMMENT 'Bit mask, see model/sketch.ts',
  batch UInt64 COMMENT 'Batch that brought it: file or request part',
  ingested DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When it was stored'
) {{engine MergeTree}}
PARTITION BY toYYYYMM(time)
ORDER BY (account, time)
{{dedup}};

{{distribute exchanges by sipHash64(account)}}

-- Facts about accounts as they came: one row a line, absent fields NULL; read through the view `accounts`.
CREATE TABLE {{table account_facts}} (
  account String,
  position UInt64 COMMENT 'Grows with every accepted line: a later line replaces the fields it names',
  created Nullable(DateTime64(3, 'UTC')),
  email_hash Nullable(String) COMMENT 'Keyed hash; the address itself is never stored',
  email_domain Nullable(String),
  email_shape Nullable(String) COMMENT 'Letters, digits and separators of the local part by class',
  country Nullable(String),
  phone_country Nullable(String),
  phone_hash Nullable(String),
  signup_ip Nullable(IPv6),
  signup_user_agent Nullable(String),
  signup_ja4 Nullable(String),
  signup_device Nullable(String),
  payment_kind Nullable(String),
  payment_bin Nullable(String),
  payment_instrument Nullable(String),
  plan Nullable(String),
  kyc Nullable(String),
  organization Nullable(String),
  owner_country Nullable(String),
  referral Nullable(String),
  status Nullable(String),
  status_time Nullable(DateTime64(3, 'UTC')),
  batch UInt64
) {{engine MergeTree}}
ORDER BY (account, position)
{{dedup}};

{{distribute account_facts by sipHash64(account)}}

-- The newest known value of each field, one row an account.
CREATE VIEW {{view accounts}} AS
SELECT
  account,
  argMax(created, position) AS created,
  argMax(email_hash, position) AS email_hash,
  argMax(email_domain, position) AS email_domain,
  argMax(email_shape, position) AS email_shape,
  argMax(country, position) AS country,
  argMax(phone_country, position) AS phone_country,
  argMax(phone_hash, position) AS phone_hash,
  argMax(signup_ip, position) AS signup_ip,
  argMax(signup_user_agent, position) AS signup_user_agent,
  argMax(signup_ja4, position) AS signup_ja4,
  argMax(signup_device, position) AS signup_device,
  argMax(payment_kind, position) AS payment_kind,
  argMax(payment_bin, position) AS payment_bin,
  argMax(payment_instrument, position) AS payment_instrument,
  argMax(plan, position) AS plan,
  argMax(kyc, position) AS kyc,
  argMax(organization, position) AS organization,
  argMax(owner_country, position) AS owner_country,
  argMax(referral, position) AS referral,
  argMax(status, position) AS status,
  argMax(status_time, position) AS status_time
FROM {{from account_facts}}
GROUP BY account;
