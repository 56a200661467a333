-- What did each account do from one time to another, in sums that add up?
-- One row: an account with traffic; exchanges, those of known networks, from hosting or anonymising exits, sketched ones,
-- those of training value, in a taking style, and within conversations; those that open and end a conversation at once, as
-- far as that time shows; and as JSON three lists of counts: by hour of the day, by capability of stand-alone questions, by
-- capability of the rest. Lists end with the last hour or capability that was seen. What each of these is stands in the
-- queries of the trait signals.
-- Parameters: since, until, both included.
WITH
  messages <= 2 AND turn <= 0 AS single,
  arrayMap(bit -> toUInt32(bitTest(capabilities, bit)), range(toUInt8(ceil(log2(capabilities + 1.))))) AS bits,
  arraySort(groupArray(conversation)) AS conversations
SELECT
  account,
  count() AS exchanges,
  countIf(network_kind != '') AS known,
  countIf(network_kind IN ('hosting', 'vpn')) AS hidden,
  countIf(sketch_version > 0) AS sketched,
  countIf(sketch_version > 0 AND bitAnd(capabilities, 31) != 0) AS training,
  countIf(sketch_version > 0 AND bitAnd(style, 39) != 0) AS taking,
  countIf(sketch_version > 0 AND NOT single) AS conversing,
  countIf(conversation = 0 AND messages <= 2) + arrayCount(
    (one, before, after) -> one != 0 AND one != before AND one != after,
    conversations,
    arrayPushFront(arrayPopBack(conversations), 0),
    arrayPushBack(arrayPopFront(conversations), 0)
  ) AS alone,
  toJSONString((
    sumForEach(arrayPushBack(arrayWithConstant(toHour(time), toUInt32(0)), 1)),
    sumForEachIf(bits, sketch_version > 0 AND single),
    sumForEachIf(bits, sketch_version > 0 AND NOT single)
  )) AS lists
FROM exchanges
WHERE time >= {since:DateTime64(3)} AND time <= {until:DateTime64(3)}
GROUP BY account
ORDER BY account
