-- Lines of bodies handed over whole; `first` is the row of a body's first line. One row: a line.
SELECT first + place - 1 AS row, line
FROM {lines:Identifier}
ARRAY JOIN splitByChar('\n', base64Decode(data)) AS line, arrayEnumerate(splitByChar('\n', base64Decode(data))) AS place
