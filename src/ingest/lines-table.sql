-- Lines handed over in memory: from a server's client, from HTTP, from a foreign format. One row: a line.
SELECT row, line FROM {lines:Identifier}
