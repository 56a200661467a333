-- The staged lines about accounts with hashes in place of addresses: one row a line.
SELECT
  account, toString(created) AS created, email_hash, email_domain, email_shape, country, phone_country, phone_hash,
  toString(signup_ip) AS signup_ip, signup_user_agent, signup_ja4, signup_device, payment_kind, payment_bin,
  payment_instrument, plan, kyc, organization, owner_country, referral, status, toString(status_time) AS status_time
FROM {stage:Identifier}
WHERE reason = ''
ORDER BY position
