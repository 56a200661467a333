-- How many exchanges there are: one row. No parameters.
SELECT count() AS exchanges FROM exchanges
