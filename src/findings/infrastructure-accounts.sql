-- How were the members opened and paid? One row: what (payment or mail), a value, and its members.
-- Parameters: run, id.
SELECT what, name, toFloat64(count()) AS accounts
FROM (
  SELECT
    arrayJoin([
      ('payment', trim(concat(ifNull(payment_kind, ''), ' ', ifNull(payment_bin, '')))),
      ('mail', trim(concat(ifNull(email_domain, ''), ' ', ifNull(email_shape, ''))))
    ]) AS fact,
    fact.1 AS what,
    fact.2 AS name
  FROM accounts
  WHERE account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
)
WHERE name != ''
GROUP BY what, name
ORDER BY what, accounts DESC, name
LIMIT 25 BY what
SETTINGS max_execution_time = 60, log_comment = 'findings/infrastructure-accounts'
