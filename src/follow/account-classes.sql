-- Which accounts agree in every fact that rules may read? One row: some accounts and their facts. Parameters: at, limit.
-- An account is cut into steps of age, so that classes stay few and change seldom.
SELECT
  groupArray({limit:UInt64})(account) AS accounts,
  ifNull(kyc, '') AS kyc_level,
  ifNull(plan, '') AS plan_name,
  ifNull(country, '') AS account_country,
  ifNull(owner_country, '') AS owners_country,
  ifNull(payment_kind, '') AS payment,
  ifNull(referral, '') AS programme,
  ifNull(organization, '') AS organization_name,
  ifNull(status, '') AS account_status,
  multiIf(
    isNull(created), -1,
    arrayMax(arrayFilter(step -> step <= dateDiff('day', assumeNotNull(created), {at:DateTime64(3, 'UTC')}), [0, 1, 7, 30, 90, 365]))
  ) AS age
FROM accounts
GROUP BY kyc_level, plan_name, account_country, owners_country, payment, programme, organization_name, account_status, age
SETTINGS log_comment = 'follow/account-classes'
