-- Who belongs to it, the surest first? One row a member with what its exchanges give now. Parameters: run, id, as_of.
SELECT
  account,
  who.probability AS probability,
  toFloat64(count()) AS exchanges,
  toString(toDate(min(time))) AS first_day,
  toString(toDate(max(time))) AS last_day,
  who.since AS since
FROM exchanges
GLOBAL INNER JOIN (
  SELECT account, max(probability) AS probability, toString(toDate(min(since))) AS since
  FROM members
  WHERE run = {run:String} AND id = {id:String}
  GROUP BY account
) AS who USING (account)
WHERE time <= {as_of:DateTime64(3)}
GROUP BY account, probability, since
ORDER BY probability DESC, exchanges DESC, account
LIMIT 25
SETTINGS log_comment = 'recount/members'
