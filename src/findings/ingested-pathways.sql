-- Which pathways bring exchanges, and when did each last do so? One row a pathway.
SELECT toString(pathway) AS pathway, toFloat64(count()) AS exchanges, toString(max(time)) AS latest
FROM exchanges
GROUP BY pathway
ORDER BY exchanges DESC, pathway
LIMIT 100
SETTINGS max_execution_time = 60, log_comment = 'findings/ingested-pathways'
