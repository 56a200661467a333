-- The accounts of bench/detect-exchanges.sql; each fact is a draw of its own, or honest ones would agree by arithmetic.
-- Parameters: accounts, pool.
INSERT INTO account_facts (account, position, created, email_hash, email_domain, email_shape, country, payment_kind,
  payment_bin, payment_instrument, plan, organization, batch)
WITH number >= {accounts:UInt32} AS taking, cityHash64(number, 'f') AS draw
SELECT concat('acct_', toString(number)), number,
  if(taking, toDateTime64('2026-04-25 00:00:00', 3, 'UTC') + toIntervalSecond(draw % 172800), toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(draw % 72000000)),
  hex(draw), if(taking, concat('box', toString(cityHash64(number, 'domain') % 6), '.example'), ['gmail.com', 'outlook.com', 'proton.me', 'qq.com'][1 + draw % 4]),
  if(taking, 'L6D4', concat('L', toString(cityHash64(number, 'shape') % 12))), ['US', 'DE', 'IN', 'BR', 'JP'][1 + cityHash64(number, 'country') % 5], if(taking, 'virtual', ['credit', 'credit', 'prepaid', 'invoice'][1 + cityHash64(number, 'payment') % 4]),
  toString(if(taking, 400000 + draw % 5, 410000 + cityHash64(number, 'bin') % 3000)), hex(draw), 'paid', if(NOT taking AND cityHash64(number, 'employed') % 20 = 0, concat('org', toString(cityHash64(number, 'organization') % 400)), NULL), 1
FROM numbers({accounts:UInt32} + {pool:UInt32})
