-- Does an account pay by a means that names nobody?
-- One row: an account and 1 for a virtual, prepaid or gift card or cryptocurrency, else 0. Parameters: until.
SELECT account, match(lower(assumeNotNull(payment_kind)), 'virtual|prepaid|gift|crypto') AS value
FROM accounts
WHERE payment_kind != '' AND (created IS NULL OR created <= {until:DateTime64(3)})
ORDER BY account
