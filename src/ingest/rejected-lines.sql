-- The lines of a staged batch that are not taken, without any of their text: one row a line.
SELECT row, reason, bytes, substringUTF8(id, 1, 128) AS id, substringUTF8(account, 1, 128) AS account
FROM {stage:Identifier}
WHERE reason NOT IN ('', 'account', 'broken')
ORDER BY row
