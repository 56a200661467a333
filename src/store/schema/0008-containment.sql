-- The acts of people and of the program: append-only, each row sealed with the hash of the one before it.
-- What is contained, released and allowed is read from here and from nowhere else.
CREATE TABLE {{table audit}} (
  seq UInt64 COMMENT '1-based place in the chain',
  at DateTime64(3, 'UTC') COMMENT 'When it was done',
  actor String COMMENT 'Who did it',
  actor_kind LowCardinality(String) COMMENT 'person, token, loopback, command or system',
  act LowCardinality(String) COMMENT 'area/verb, such as containment/approve',
  subject String COMMENT 'What it was done to: a campaign, an account, a containment',
  request String COMMENT 'Id the client gave the request; empty when none',
  detail String COMMENT 'What exactly, canonical JSON',
  previous String COMMENT 'Hash of the entry before, SHA-256 in hex; empty for the first',
  hash String COMMENT 'SHA-256 of all the above as canonical JSON, hex'
) {{engine MergeTree}} ORDER BY seq {{dedup}};

-- One shard holds the whole chain: its head is read and extended in one place.
{{distribute audit by 0}}

-- The accounts an act was about: who was proposed, dismissed, joined or drawn. The act's entry seals this list by hash.
CREATE TABLE {{table act_accounts}} (
  act String COMMENT 'Id of the list: a containment, a dismissal, a probe',
  account String,
  probability Float64 COMMENT 'That the account belongs, when the list was made',
  role LowCardinality(String) COMMENT 'member, successor, treated or control',
  stored DateTime64(3, 'UTC') DEFAULT now64(3)
) {{engine MergeTree}} ORDER BY (act, account) {{dedup}};

{{distribute act_accounts by sipHash64(account)}}

-- What account holders wrote. Apart from the log, so that it can be deleted; the log keeps its hash.
CREATE TABLE {{table appeals}} (
  appeal String COMMENT 'Id of the appeal',
  account String,
  at DateTime64(3, 'UTC') COMMENT 'When it came in',
  language LowCardinality(String) COMMENT 'Language the answer is to be written in: en or zh',
  text String COMMENT 'What the account holder wrote: hostile input'
) {{engine MergeTree}} ORDER BY appeal {{dedup}};

{{distribute appeals by sipHash64(appeal)}}

-- What was asked of the provider's own systems, a row an account: the last row of an account is what it was last asked.
CREATE TABLE {{table actions}} (
  wave UInt64 COMMENT '1-based; grows with every comparison that found something to ask',
  action String COMMENT 'Message the row belongs to: its id and idempotency key',
  at DateTime64(3, 'UTC') COMMENT 'When it fell due',
  containment String,
  account String,
  measure LowCardinality(String) COMMENT 'What is to hold from now on; none undoes it',
  undoes LowCardinality(String) COMMENT 'What held before',
  keys Array(String) COMMENT 'Credential ids of the account seen lately',
  terms String COMMENT 'Limits and what is withheld, canonical JSON'
) {{engine MergeTree}} ORDER BY (account, wave) {{dedup}};

{{distribute actions by sipHash64(account)}}

-- Each attempt to deliver a message.
CREATE TABLE {{table deliveries}} (
  action String,
  attempt UInt32 COMMENT '1-based',
  at DateTime64(3, 'UTC') COMMENT 'When the attempt ended',
  outcome LowCardinality(String) COMMENT 'delivered, retry or dead',
  status UInt16 COMMENT 'HTTP status of the answer; 0 when there was none',
  reason String COMMENT 'Why it failed, without the body of the answer',
  next DateTime64(3, 'UTC') COMMENT 'When it is tried again; meaningless unless retry'
) {{engine MergeTree}} ORDER BY (action, attempt) {{dedup}};

{{distribute deliveries by sipHash64(action)}}

-- What a probe measured: one row a step, JSON of src/reaction.
CREATE TABLE {{table probe_steps}} (
  probe String COMMENT 'Id of the experiment',
  step UInt32 COMMENT '0-based',
  at DateTime64(3, 'UTC'),
  body String
) {{engine MergeTree}} ORDER BY (probe, step) {{dedup}};

{{distribute probe_steps by sipHash64(probe)}}
