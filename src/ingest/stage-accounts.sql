-- Reads what is known about accounts, and judges it. E-mail addresses are hashed here and go no further.
-- One row: a line about an account. Parameters: stage, k0 and k1 (the key), batch, latest,
-- position (of the line `first`), and those of the lines' source.
INSERT INTO {stage:Identifier}
WITH
  t -> multiIf(
    match(ifNull(t, ''), '^-?[0-9]{1,14}$'), fromUnixTimestamp64Milli(toInt64OrZero(ifNull(t, '')), 'UTC'),
    match(ifNull(t, ''), '^[0-9]{4}-[0-9]{2}-[0-9]{2}'), parseDateTime64BestEffortOrNull(ifNull(t, ''), 3, 'UTC'),
    NULL
  ) AS instant
SELECT
  row,
  multiIf(
    lengthUTF8(x.account) > 128, 'account is longer than 128 characters',
    isNotNull(x.created) AND isNull(instant(x.created)), 'created is not readable',
    isNotNull(x.status_time) AND isNull(instant(x.status_time)), 'status_time is not readable',
    instant(x.created) > {latest:DateTime64(3, 'UTC')}, 'created is in the future',
    instant(x.status_time) > {latest:DateTime64(3, 'UTC')}, 'status_time is in the future',
    isNotNull(x.status) AND x.status NOT IN ('active', 'suspended', 'banned'), 'status is none of active, suspended, banned',
    ''
  ) AS reason,
  bytes,
  x.account AS account,
  {position:UInt64} + (row - {first:UInt64}) AS position,
  instant(x.created) AS created,
  if(address = '', x.email_hash, hex(sipHash128Keyed(({k0:UInt64}, {k1:UInt64}), address))) AS email_hash,
  if(address = '', x.email_domain, domain) AS email_domain,
  if(address = '', x.email_shape, arrayStringConcat(arrayMap(
    run -> multiIf(
      match(run, '^\\p{L}'), concat('L', toString(lengthUTF8(run))),
      match(run, '^[0-9]'), concat('D', toString(length(run))),
      run),
    extractAll(local, '\\p{L}+|[0-9]+|[^\\p{L}0-9]')
  ))) AS email_shape,
  x.country AS country,
  x.phone_country AS phone_country,
  x.phone_hash AS phone_hash,
  toIPv6OrNull(x.signup_ip) AS signup_ip,
  x.signup_user_agent AS signup_user_agent,
  x.signup_ja4 AS signup_ja4,
  x.signup_device AS signup_device,
  x.payment.kind AS payment_kind,
  x.payment.bin AS payment_bin,
  x.payment.instrument AS payment_instrument,
  x.plan AS plan,
  x.kyc AS kyc,
  x.organization AS organization,
  x.owner_country AS owner_country,
  x.referral AS referral,
  x.status AS status,
  instant(x.status_time) AS status_time,
  {batch:UInt64} AS batch
FROM (
  -- 2: the address in its two parts
  SELECT
    *,
    lower(trimBoth(ifNull(x.email, ''))) AS address,
    if(position(address, '@') = 0, '', arrayElement(splitByChar('@', address), -1)) AS domain,
    if(domain = '', address, substring(address, 1, length(address) - length(domain) - 1)) AS local
  FROM (
    -- 1: one JSON object a line
    SELECT
      row,
      length(line) AS bytes,
      JSONExtract(line, 'Tuple(
        account String, created Nullable(String), email Nullable(String),
        email_hash Nullable(String), email_domain Nullable(String), email_shape Nullable(String),
        country Nullable(String), phone_country Nullable(String), phone_hash Nullable(String),
        signup_ip Nullable(String), signup_user_agent Nullable(String), signup_ja4 Nullable(String),
        signup_device Nullable(String),
        payment Tuple(kind Nullable(String), bin Nullable(String), instrument Nullable(String)),
        plan Nullable(String), kyc Nullable(String), organization Nullable(String), owner_country Nullable(String),
        referral Nullable(String), status Nullable(String), status_time Nullable(String))') AS x
    FROM ({{lines}})
  )
)
