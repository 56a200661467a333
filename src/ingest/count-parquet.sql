-- How many rows a Parquet file has, by its own word: one row.
SELECT count() AS lines
FROM file({path:String}, 'Parquet')
SETTINGS use_cache_for_count_from_files = 0
