-- Which models does each candidate ask?
-- One row: a candidate, a model, exchanges. Parameters: run, until.
SELECT candidate, model, count() AS exchanges
FROM exchanges
GLOBAL INNER JOIN (SELECT candidate, account FROM candidates WHERE run = {run:String}) AS who USING (account)
WHERE time <= {until:DateTime64(3)}
GROUP BY candidate, model
ORDER BY candidate, exchanges DESC, model
