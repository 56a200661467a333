-- How long are an account's answers against what the same model usually writes?
-- One row: an account and that ratio. Parameters: until.
SELECT account, avg(output_tokens / typical) AS value
FROM exchanges
GLOBAL INNER JOIN (
  SELECT model, avg(output_tokens) AS typical
  FROM exchanges
  WHERE time <= {until:DateTime64(3)} AND output_tokens > 0
  GROUP BY model
) AS models USING (model)
WHERE time <= {until:DateTime64(3)} AND output_tokens IS NOT NULL
GROUP BY account
ORDER BY account
