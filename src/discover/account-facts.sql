-- What is known about each account?
-- One row: an account of the account table; public_mail: 1 where anybody can have mail under its domain. Parameters: until.
SELECT
  account,
  ifNull(country, '') AS country,
  ifNull(plan, '') AS plan,
  ifNull(organization, '') AS organization,
  lower(ifNull(email_domain, '')) AS email_domain,
  lower(ifNull(accounts.email_domain, '')) IN (SELECT domain FROM mail_domains) AS public_mail,
  ifNull(payment_kind, '') AS payment_kind,
  ifNull(payment_instrument, '') AS payment_instrument,
  lower(ifNull(kyc, '')) AS kyc,
  ifNull(status, '') AS status
FROM accounts
WHERE created IS NULL OR created <= {until:DateTime64(3)}
ORDER BY account
