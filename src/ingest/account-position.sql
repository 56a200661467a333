-- Where the facts of a batch begin: their old place if the batch was begun before, else behind all others. A batch
-- has fewer than 2^20 lines and begins at a multiple of it, so its place is known from any of its rows.
SELECT
  toString(1048576 * if(
    countIf(batch = {batch:UInt64}) > 0,
    intDiv(minIf(position, batch = {batch:UInt64}), 1048576),
    intDiv(max(position), 1048576) + 1
  )) AS position
FROM account_facts
