-- Which models did the members ask? One row a model, with its exchanges. Parameters: run, id, as_of.
SELECT toString(model) AS model, toFloat64(count()) AS exchanges, exchanges / sum(toFloat64(count())) OVER () AS share
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY model
ORDER BY exchanges DESC, model
LIMIT 50
SETTINGS log_comment = 'recount/models'
