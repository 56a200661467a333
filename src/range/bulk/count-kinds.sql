-- What each kind and group of account did: one row a kind and group, for the summary of the world.
SELECT
  JSONExtractString(p.label, 'kind') AS kind,
  JSONExtractString(p.label, 'group') AS group,
  toUInt32(count()) AS accounts,
  sum(v.exchanges) AS exchanges,
  p.label LIKE '%"campaign":%' AS is_campaign
FROM range_people AS p
LEFT ANY JOIN (SELECT no, sum(talks * turns) AS exchanges FROM range_volume GROUP BY no) AS v ON p.no = v.no
WHERE p.tier = 0
GROUP BY kind, group, is_campaign
ORDER BY kind, group
SETTINGS log_comment = 'range/count-kinds'
