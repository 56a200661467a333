-- How many lines a staged batch has, and how many are to be mended: one row.
SELECT count() AS lines, countIf(reason = 'broken') AS broken FROM {stage:Identifier}
