-- When was each account active?
-- One row: an account, the hours since the epoch in which it made exchanges, and how many, as text: a list of numbers is
-- none of the columns that are read whole. Accounts below `least` exchanges carry too little rhythm to compare and are
-- left out. Parameters: until, least.
-- Each account's hours are sorted in a list of its own, and an hour ends where the next one differs: grouping and sorting
-- names with hours took twelve times as long.
SELECT
  account,
  toString(arrayFilter((hour, more) -> more != 0, every, steps)) AS hours,
  toString(arrayPopFront(arrayDifference(
    arrayPushBack(arrayFilter((place, more) -> more != 0, arrayEnumerate(every), steps), length(every) + 1)
  ))) AS counts
FROM (
  SELECT
    account,
    arraySort(groupArray(toUInt32(intDiv(toUnixTimestamp(time), 3600)))) AS every,
    arrayPopFront(arrayDifference(arrayPushFront(every, 0))) AS steps
  FROM exchanges
  WHERE time <= {until:DateTime64(3)}
  GROUP BY account
  HAVING count() >= {least:UInt32}
)
ORDER BY account
