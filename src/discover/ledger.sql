-- What has been asked of each hypothesis before a time, and won? One row a hypothesis, from the latest look that bet on it.
-- Parameters: until.
SELECT id, hand_first, hand_last, hand_won, purpose_first, purpose_last, purpose_won, named
FROM ledger
WHERE as_of < {until:DateTime64(3)}
ORDER BY id, as_of DESC, run DESC
LIMIT 1 BY id
SETTINGS max_execution_time = 60, log_comment = 'discover/ledger'
