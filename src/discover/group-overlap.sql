-- Within each candidate, are the same questions asked by several members, or is each asked once?
-- One row: a candidate; how many different questions of some length its members ask, a question of two members counted
-- twice; of the typical member's questions, the share that another member asked too, and the share of askings that
-- repeat one of his own (a conversation counts once: an agent repeats its task at every step). Members with fewer than
-- three questions have no habits to speak of.
-- Members are told apart by hashes of their names: numbers are grouped and sorted faster. Parameters: run, until.
SELECT
  candidate,
  sum(own) AS items,
  quantileExactIf(0.5)(common / own, own >= 3) AS shared,
  quantileExactIf(0.5)(1 - own / asked, own >= 3) AS again,
  countIf(own >= 3) AS members
FROM (
  SELECT candidate, member, count() AS own, countIf(holders >= 2) AS common, sum(askings) AS asked
  FROM (
    SELECT candidate, member, askings, count() OVER (PARTITION BY candidate, item) AS holders
    FROM (
      SELECT candidate, item, member, uniqExact(multiIf(conversation != 0, conversation, messages > 2, 0, cityHash64(id))) AS askings
      FROM exchanges
      GLOBAL INNER JOIN (SELECT candidate, account, cityHash64(account) AS member FROM candidates WHERE run = {run:String}) AS who USING (account)
      -- Exchanges lie in order of accounts: only the members' are read.
      WHERE account GLOBAL IN (SELECT account FROM candidates WHERE run = {run:String})
        AND time <= {until:DateTime64(3)} AND item != 0 AND user_chars >= 24
      GROUP BY candidate, item, member
    )
  )
  GROUP BY candidate, member
)
GROUP BY candidate
ORDER BY candidate
