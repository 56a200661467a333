-- How much of an account's traffic elicits reasoning, grades by rubric, ranks answers or writes data-set rows?
-- One row: an account and that share. Bits 0, 1, 2 and 5 of `style`. Parameters: until.
SELECT account, avg(bitAnd(style, 39) != 0) AS value
FROM exchanges
WHERE time <= {until:DateTime64(3)} AND sketch_version > 0
GROUP BY account
ORDER BY account
