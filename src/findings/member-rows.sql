-- Who belongs to one finding, in any order? One row a member; a part of them.
-- Parameters: run, id, search, held (a value's name as evidence gives it, empty for all), sort, down, offset, limit.
SELECT body
FROM members
WHERE run = {run:String} AND id = {id:String}
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(account, {search:String}) > 0)
  AND ({held:String} = '' OR position(body, {held:String}) > 0)
ORDER BY
  multiIf(
    {sort:String} = 'probability', probability,
    {sort:String} = 'exchanges', JSONExtractFloat(body, 'exchanges'),
    {sort:String} = 'since', toFloat64(since),
    {sort:String} = 'first', toFloat64(parseDateTime64BestEffortOrZero(JSONExtractString(body, 'first'), 3)),
    {sort:String} = 'last', toFloat64(parseDateTime64BestEffortOrZero(JSONExtractString(body, 'last'), 3)),
    0
  ) * if({down:UInt8} = 1, -1, 1),
  if({sort:String} = 'account' AND {down:UInt8} = 1, account, '') DESC,
  account
LIMIT 1 BY account
LIMIT {limit:UInt32} OFFSET {offset:UInt32}
SETTINGS max_execution_time = 30, log_comment = 'findings/member-rows'
