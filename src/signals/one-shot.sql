-- How much of an account's traffic opens and ends a conversation at once?
-- One row: an account and that share. Parameters: until.
SELECT account, avg(alone) AS value
FROM (
  SELECT account, if(conversation = 0, messages <= 2, count() OVER (PARTITION BY account, conversation) = 1) AS alone
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
)
GROUP BY account
ORDER BY account
