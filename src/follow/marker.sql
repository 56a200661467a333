-- Has anything changed that decisions rest on? One row: positions that only grow.
SELECT
  (SELECT count() FROM runs) AS runs,
  (SELECT count() FROM account_facts) AS facts,
  (SELECT count() FROM successors) AS successors,
  (SELECT count() FROM audit) AS acts
SETTINGS max_execution_time = 30, log_comment = 'follow/marker'
