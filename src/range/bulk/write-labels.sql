-- Writes the labels as JSON Lines, with what each account did, in the order of the accounts. Parameters: path, seed.
INSERT INTO FUNCTION file({path:String}, 'TSVRaw', 'line String')
SELECT concat(trimRight(p.label, '}'), ',"exchanges":', toString(v.exchanges), ',"extracting":', toString(if(p.label LIKE '%"campaign":%', v.extracting, 0)), '}') AS line
FROM range_people AS p
LEFT ANY JOIN (
  SELECT no, sum(talks * turns) AS exchanges, sum((talks - served) * turns) AS extracting
  FROM range_volume
  GROUP BY no
) AS v ON p.no = v.no
WHERE p.tier = 0
ORDER BY cityHash64({seed:UInt64}, p.no)
SETTINGS engine_file_truncate_on_insert = 1, log_comment = 'range/write-labels'
