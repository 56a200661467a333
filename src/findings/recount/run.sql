-- What did the run look at, and what did it find? One row. Parameters: run.
SELECT
  JSONExtractString(body, 'version') AS version,
  substring(JSONExtractString(body, 'as_of'), 1, 10) AS as_of,
  JSONExtractFloat(body, 'exchanges') AS exchanges,
  JSONExtractFloat(body, 'accounts') AS accounts,
  JSONExtractFloat(body, 'campaigns') AS campaigns,
  JSONExtractFloat(body, 'groups') AS groups,
  JSONExtractFloat(body, 'members') AS members
FROM runs
WHERE run = {run:String}
LIMIT 1
SETTINGS log_comment = 'recount/run'
