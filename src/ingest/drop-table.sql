-- Forgets a table of one batch.
DROP TABLE IF EXISTS {table:Identifier} SYNC
