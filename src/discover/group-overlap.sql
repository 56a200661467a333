-- Within each candidate, are the same questions asked by several members, or is each asked once?
-- One row: a candidate, its distinct questions of some length, those asked by at least two members, and all askings, a
-- conversation counting once: an agent repeats its task at every step.
-- Parameters: run, until.
SELECT candidate, count() AS items, countIf(members >= 2) AS shared, sum(asked) AS askings
FROM (
  SELECT candidate, item, uniqExact(account) AS members, uniqExact(account, multiIf(conversation != 0, conversation, messages > 2, 0, cityHash64(id))) AS asked
  FROM exchanges
  GLOBAL INNER JOIN (SELECT candidate, account FROM candidates WHERE run = {run:String}) AS who USING (account)
  WHERE time <= {until:DateTime64(3)} AND item != 0 AND user_chars >= 24
  GROUP BY candidate, item
)
GROUP BY candidate
ORDER BY candidate
