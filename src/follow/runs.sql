-- When did each run look, and did it name a campaign? One row a run, the earliest first. Parameters: limit.
SELECT run, toUnixTimestamp64Milli(as_of) AS looked, JSONExtractUInt(body, 'campaigns') AS campaigns, JSONExtractUInt(body, 'accounts') AS accounts
FROM runs
ORDER BY as_of, run
LIMIT {limit:UInt64}
SETTINGS log_comment = 'follow/runs'
