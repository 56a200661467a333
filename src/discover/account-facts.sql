-- What is known about each account?
-- One row: an account of the account table. Parameters: until.
SELECT
  account,
  ifNull(country, '') AS country,
  ifNull(plan, '') AS plan,
  ifNull(organization, '') AS organization,
  ifNull(email_domain, '') AS email_domain,
  ifNull(payment_kind, '') AS payment_kind,
  lower(ifNull(kyc, '')) AS kyc,
  ifNull(status, '') AS status
FROM accounts
WHERE created IS NULL OR created <= {until:DateTime64(3)}
ORDER BY account
