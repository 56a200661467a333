-- Who used which object in which hour?
-- One row: an account, an object (address, opening or closing words, session) and an hour since the epoch.
SELECT account, concat(show.1, ' ', show.2) AS object, toUInt32(intDiv(toUnixTimestamp(time), 3600)) AS hour
FROM exchange_shows
ARRAY JOIN shows AS show
WHERE show.1 IN ('shared-address', 'shared-template')
GROUP BY account, object, hour
ORDER BY object, hour, account
