-- Writes the accounts as JSON Lines: in an order that tells nothing, then the changes of their status in order of time.
-- Parameters: path, seed.
INSERT INTO FUNCTION file({path:String}, 'TSVRaw', 'line String')
SELECT line
FROM range_people
ORDER BY tier, at, cityHash64({seed:UInt64}, no)
SETTINGS engine_file_truncate_on_insert = 1, log_comment = 'range/write-accounts'
