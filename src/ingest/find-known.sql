-- The staged exchanges that are stored already, and the batch that brought each: a table in memory, mostly empty.
-- Asked once a batch, because it reads the id of every exchange there is.
CREATE OR REPLACE TABLE {known:Identifier} ENGINE = Memory AS
SELECT id, batch
FROM exchanges
WHERE id GLOBAL IN (SELECT id FROM {stage:Identifier} WHERE reason = '')
