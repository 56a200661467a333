-- How much of one trait do the members show, beside everybody in no finding? One row: medians, means and who is known.
-- The signal's own query stands inside. Parameters: run, id, until.
SELECT
  quantileExactIf(0.5)(toFloat64(value), inside) AS median,
  quantileExactIf(0.5)(toFloat64(value), NOT inside) AS elsewhere_median,
  round(avgIf(toFloat64(value), inside), 9) AS mean,
  round(avgIf(toFloat64(value), NOT inside), 9) AS elsewhere_mean,
  toFloat64(countIf(inside)) AS members,
  toFloat64(countIf(NOT inside)) AS others
FROM (
  SELECT account, value, account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String}) AS inside
  FROM signal_query
  WHERE inside OR account GLOBAL NOT IN (SELECT account FROM members WHERE run = {run:String})
)
