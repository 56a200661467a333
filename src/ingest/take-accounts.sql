-- Stores the staged facts about accounts that are not there yet; positions tell them apart.
INSERT INTO account_facts
SELECT * EXCEPT (row, reason, bytes)
FROM {stage:Identifier}
WHERE reason = ''
  AND position GLOBAL NOT IN (SELECT position FROM account_facts WHERE batch = {batch:UInt64})
