-- How many lines of a staged batch are to be mended: one row.
SELECT count() AS broken FROM {stage:Identifier} WHERE reason = 'broken'
