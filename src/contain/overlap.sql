-- How many members of each finding of a run stand on which list of the log? One row a finding and list that meet.
-- Parameters: run, lists.
SELECT held.id AS id, held.list AS list, toFloat64(uniqExact(held.account)) AS shared
FROM (
  SELECT members.id AS id, members.account AS account, listed.act AS list
  FROM members
  GLOBAL INNER JOIN (
    SELECT act, account
    FROM act_accounts
    WHERE act IN ({lists:Array(String)})
  ) AS listed ON members.account = listed.account
  WHERE members.run = {run:String}
) AS held
GROUP BY held.id, held.list
ORDER BY id, list
SETTINGS max_execution_time = 120, log_comment = 'contain/overlap'
