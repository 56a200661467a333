-- When was each model first asked for, by anybody? One row a model that began after the log itself did.
-- Parameters: as_of.
SELECT model, day
FROM (
  SELECT
    toString(model) AS model,
    toString(toDate(min(time))) AS day,
    min(time) AS begun,
    count() AS exchanges
  FROM exchanges
  WHERE time <= {as_of:DateTime64(3)}
  GROUP BY model
)
-- A model of the log's first days was there before; one asked for a few times is a typing error, not a release.
WHERE begun > (SELECT min(time) + INTERVAL 3 DAY FROM exchanges) AND exchanges >= 100
ORDER BY day, model
LIMIT 50
SETTINGS max_execution_time = 60, log_comment = 'findings/model-debuts'
