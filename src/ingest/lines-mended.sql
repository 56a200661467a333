-- Lines that a first reading judged so, mended where they are no JSON: a byte-order mark goes, bytes that are no UTF-8
-- and lone surrogates become U+FFFD (in such a line a pair of surrogates becomes two). One row: a line.
SELECT
  row,
  if(startsWith(raw, unhex('EFBBBF')), substring(raw, 4), raw) AS unmarked,
  if(isValidJSON(unmarked), unmarked, replaceRegexpAll(
    toValidUTF8(unmarked), '\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\\\\ufffd'
  )) AS line
FROM (SELECT row, line AS raw FROM ({{lines}}))
WHERE row IN (SELECT row FROM {judged:Identifier} WHERE reason = {verdict:String})
