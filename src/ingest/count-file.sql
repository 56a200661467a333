-- How many lines a local file has, blank ones too: one row. Counting without reading them costs a thirtieth.
-- No cache: it goes by a file's time of change, to the second.
SELECT count() AS lines
FROM file({path:String}, 'LineAsString', 'line String', {compression:String})
SETTINGS use_cache_for_count_from_files = 0
