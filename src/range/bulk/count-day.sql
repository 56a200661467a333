-- How many exchanges a day holds: one row.
SELECT sum(talks * turns) AS exchanges
FROM range_volume
WHERE day = {day:UInt16}
SETTINGS log_comment = 'range/count-day'
