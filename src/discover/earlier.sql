-- Who was in which finding when detection last looked, up to a time? One row a finding, with its accounts.
-- Parameters: until.
SELECT id, any(kind) AS kind, groupArray(account) AS accounts
FROM members
WHERE run = (
  SELECT argMax(run, (as_of, stored, run))
  FROM runs
  WHERE as_of <= {until:DateTime64(3)}
)
GROUP BY id
ORDER BY count() DESC, id
SETTINGS max_execution_time = 60, log_comment = 'discover/earlier'
