-- Which members hold the same values? One row: a set of values (`signal`, tab, value) and the members that hold
-- exactly it. Parameters: run, id, most (sets).
SELECT held, toFloat64(count()) AS accounts, groupArraySorted(60)(account) AS some
FROM (
  SELECT
    account,
    arraySort(
      arrayMap(
        piece -> concat(
          tupleElement(piece, 'signal'),
          '\t',
          extract(tupleElement(piece, 'detail'), '^(.*): shared with \\d+ other members')
        ),
        arrayFilter(
          piece -> tupleElement(piece, 'weight') > 0,
          JSONExtract(
            any(body), 'evidence', 'Array(Tuple(signal String, family String, detail String, weight Float64))'
          )
        )
      )
    ) AS held
  FROM members
  WHERE run = {run:String} AND id = {id:String}
  GROUP BY account
)
GROUP BY held
ORDER BY accounts DESC, held
LIMIT {most:UInt32}
SETTINGS max_execution_time = 60, log_comment = 'findings/link-holdings'
