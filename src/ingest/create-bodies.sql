-- A table in memory for bodies as they came: whole, in base64, so that nothing in them is read before it is judged.
CREATE OR REPLACE TABLE {bodies:Identifier} (first UInt64, data String) ENGINE = Memory
