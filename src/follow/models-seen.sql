-- Which models have been asked for lately? One row a model, the most used first. Parameters: since, limit.
SELECT toString(model) AS name
FROM exchanges
WHERE time >= {since:DateTime64(3, 'UTC')}
GROUP BY name
ORDER BY count() DESC, name
LIMIT {limit:UInt64}
SETTINGS log_comment = 'follow/models-seen'
