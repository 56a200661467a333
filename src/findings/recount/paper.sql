-- What do the members' account records say? One row. Parameters: run, id, as_of.
SELECT
  toFloat64(count()) AS known,
  toFloat64(uniqExactIf(ifNull(payment_instrument, ''), ifNull(payment_instrument, '') != '')) AS instruments,
  toFloat64(countIf(ifNull(payment_instrument, '') != '')) AS paying,
  toFloat64(uniqExactIf(ifNull(email_domain, ''), ifNull(email_domain, '') != '')) AS mail_domains,
  toFloat64(countIf(ifNull(organization, '') != '')) AS with_organisation,
  toFloat64(countIf(ifNull(payment_kind, '') IN ('prepaid', 'virtual'))) AS bought_cards,
  if(countIf(isNotNull(created)) = 0, '', toString(toDate(minIf(created, isNotNull(created))))) AS first_created,
  if(countIf(isNotNull(created)) = 0, '', toString(toDate(maxIf(created, isNotNull(created))))) AS last_created,
  toFloat64(countIf(status = 'suspended' AND ifNull(status_time <= {as_of:DateTime64(3)}, 1))) AS suspended,
  toFloat64(countIf(status = 'banned' AND ifNull(status_time <= {as_of:DateTime64(3)}, 1))) AS banned
FROM accounts
WHERE account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
SETTINGS log_comment = 'recount/paper'
