-- What one exchange shows that others may show too, as (signal, value); values as the signals' own queries write them.
CREATE VIEW {{view exchange_shows}} AS
SELECT
  account,
  time,
  ingested,
  arrayFilter(pair -> pair.2 != '', arrayConcat(
    [
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
    ],
    arrayMap(band -> ('near-duplicate', lower(hex(band))), bands)
  )) AS shows
FROM {{from exchanges}};

-- The same of an account's own record.
CREATE VIEW {{view account_shows}} AS
SELECT
  account,
  created,
  arrayFilter(pair -> pair.2 != '', [
    ('card-range', if(ifNull(payment_bin, '') = '', '', concat(ifNull(payment_bin, ''), ' ', ifNull(payment_kind, '')))),
    ('shared-instrument', ifNull(payment_instrument, '')),
    ('mail-domain', lower(ifNull(email_domain, ''))),
    ('mail-shape', ifNull(email_shape, '')),
    ('referral-code', ifNull(referral, '')),
    ('signup-address', if(signup_ip IS NULL OR signup_ip = toIPv6('::'), '', replaceOne(toString(assumeNotNull(signup_ip)), '::ffff:', ''))),
    ('signup-device', if(ifNull(signup_device, '') = '', '', concat('device ', ifNull(signup_device, '')))),
    ('signup-device', if(ifNull(phone_hash, '') = '', '', concat('phone ', ifNull(phone_hash, ''))))
  ]) AS shows
FROM accounts;

-- Accounts linked to a campaign by their first exchanges. Append-only: one row a link, in the order they were made.
CREATE TABLE {{table successors}} (
  account String,
  campaign String COMMENT 'Campaign whose next pool the account is taken for',
  at DateTime64(3, 'UTC') COMMENT 'When it was recognised',
  exchanges UInt32 COMMENT 'Exchanges it had made by then',
  wealth Float64 COMMENT 'Times likelier than chance, after every correction',
  reasons Array(String) COMMENT 'What it shares with the campaign, in words'
) {{engine MergeTree}} ORDER BY (campaign, account, at) {{dedup}};

{{distribute successors by sipHash64(account)}}
