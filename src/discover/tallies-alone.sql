-- How many exchanges that stood alone, for all that two times show by themselves, stand in one conversation together?
-- One row: an account and how many; both the one before and the one after count where each was single.
-- Parameters: since, until, both included: the later time.
SELECT account, sum(if(before = 1, 1, 0) + if(now = 1, 1, 0)) AS together
FROM (
  SELECT account, conversation, countIf(time < {since:DateTime64(3)}) AS before, countIf(time >= {since:DateTime64(3)}) AS now
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND conversation != 0 AND conversation GLOBAL IN (
    SELECT conversation FROM exchanges WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
  )
  GROUP BY account, conversation
  HAVING before > 0 AND now > 0
)
GROUP BY account
ORDER BY account
