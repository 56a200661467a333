-- In which countries are the members' addresses registered? Context, never evidence. One row a country.
-- Parameters: run, id, as_of.
SELECT
  if(country = '', 'unknown', toString(country)) AS country,
  toFloat64(count()) AS exchanges,
  exchanges / sum(toFloat64(count())) OVER () AS share
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY country
ORDER BY exchanges DESC, country
LIMIT 12
SETTINGS log_comment = 'recount/countries'
