-- What is known about one account? One row, or none. Nothing here identifies a person: no address, no hash.
SELECT
  ifNull(toString(created), '') AS created,
  ifNull(email_domain, '') AS email_domain,
  ifNull(email_shape, '') AS email_shape,
  ifNull(country, '') AS country,
  ifNull(payment_kind, '') AS payment_kind,
  ifNull(plan, '') AS plan,
  ifNull(kyc, '') AS kyc,
  ifNull(status, '') AS status
FROM accounts
WHERE account = {account:String}
LIMIT 1
SETTINGS max_execution_time = 30, log_comment = 'findings/account-facts'
