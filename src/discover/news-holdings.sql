-- Which values did exchanges of some time show, and how often?
-- One row: an account, a signal, a value as the signal's own query writes it, and the uses in that time. Near-duplicates
-- stand for sets of bands and cannot be counted one by one. Parameters: since, until, both included.
SELECT account, show.1 AS signal, show.2 AS value, count() AS uses
FROM exchange_shows
ARRAY JOIN arrayFilter(pair -> pair.1 != 'near-duplicate', shows) AS show
WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
GROUP BY account, signal, value
