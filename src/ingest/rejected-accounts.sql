-- The lines about accounts of a staged batch that are not taken: one row a line.
SELECT row, reason, bytes, '' AS id, substringUTF8(account, 1, 128) AS account
FROM {stage:Identifier}
WHERE reason != ''
ORDER BY row
