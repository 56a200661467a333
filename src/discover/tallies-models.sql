-- How much did each account have each model write, from one time to another?
-- One row: an account, a model; exchanges, answers of known length, their tokens, and answers of at least one token.
-- Parameters: since, until, both included.
SELECT
  account,
  toString(model) AS model,
  count() AS exchanges,
  countIf(output_tokens IS NOT NULL) AS answers,
  sum(ifNull(output_tokens, 0)) AS tokens,
  countIf(output_tokens > 0) AS written
FROM exchanges
WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
GROUP BY account, model
ORDER BY account, model
