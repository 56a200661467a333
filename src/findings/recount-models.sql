-- Which models did the members of a finding ask? One row: a model and its exchanges.
-- Parameters: run, id, as_of.
SELECT toString(model) AS model, toFloat64(count()) AS exchanges
FROM exchanges
WHERE time <= {as_of:DateTime64(3)}
  AND account GLOBAL IN (SELECT account FROM members WHERE run = {run:String} AND id = {id:String})
GROUP BY model
ORDER BY exchanges DESC, model
SETTINGS log_comment = 'findings/recount-models'
