-- How much of an account's traffic exercises capabilities with training value?
-- One row: an account and that share. Bits 0 to 4 of `capabilities`. Parameters: until.
SELECT account, avg(bitAnd(capabilities, 31) != 0) AS value
FROM exchanges
WHERE time <= {until:DateTime64(3)} AND sketch_version > 0
GROUP BY account
ORDER BY account
