-- What did the accounts that a measure would hold do in a window, and how much of it would each rung have changed?
-- One row. Whom it would hold: members of a finding (run, id) that are sure enough, or those on lists of the log.
-- Parameters: run, id, least, lists, spared, from (excluded), to, requests_per_minute and tokens_per_minute (0: no
-- such limit), models, input_prices, output_prices (for a million tokens; the first stands for models not named).
SELECT
  toFloat64(sum(minute_exchanges)) AS exchanges,
  toFloat64(uniqExactMerge(active_state)) AS active,
  sum(minute_honest) AS honest_exchanges,
  toFloat64(sum(minute_output)) AS output_tokens,
  sum(minute_honest_output) AS honest_output_tokens,
  sum(minute_revenue) AS revenue,
  sum(minute_honest_revenue) AS honest_revenue,
  toFloat64(sum(minute_reasoning)) AS reasoning_exchanges,
  toFloat64(uniqExactMerge(reasoning_state)) AS reasoning_accounts,
  sum(greatest(
    if({requests_per_minute:Float64} > 0, minute_exchanges - {requests_per_minute:Float64}, 0),
    if({tokens_per_minute:Float64} > 0 AND minute_tokens > {tokens_per_minute:Float64},
      minute_exchanges * (1 - {tokens_per_minute:Float64} / minute_tokens), 0),
    0)) AS over_limit
FROM (
  WITH
    ifNull(exchanges.input_tokens, 0) * transform(toString(exchanges.model), {models:Array(String)},
      {input_prices:Array(Float64)}, {input_prices:Array(Float64)}[1])
      + ifNull(exchanges.output_tokens, 0) * transform(toString(exchanges.model), {models:Array(String)},
      {output_prices:Array(Float64)}, {output_prices:Array(Float64)}[1]) AS paid
  SELECT
    toStartOfMinute(exchanges.time) AS minute,
    count() AS minute_exchanges,
    sum(1 - held.probability) AS minute_honest,
    sum(ifNull(exchanges.output_tokens, 0)) AS minute_output,
    sum(ifNull(exchanges.output_tokens, 0) * (1 - held.probability)) AS minute_honest_output,
    sum(ifNull(exchanges.input_tokens, 0) + ifNull(exchanges.output_tokens, 0)) AS minute_tokens,
    sum(paid) / 1e6 AS minute_revenue,
    sum(paid * (1 - held.probability)) / 1e6 AS minute_honest_revenue,
    countIf(ifNull(exchanges.reasoning_tokens, 0) > 0) AS minute_reasoning,
    uniqExactState(exchanges.account) AS active_state,
    uniqExactStateIf(exchanges.account, ifNull(exchanges.reasoning_tokens, 0) > 0) AS reasoning_state
  FROM exchanges
  GLOBAL INNER JOIN (
    SELECT account, max(probability) AS probability
    FROM (
      SELECT account, probability
      FROM members
      WHERE run = {run:String} AND id = {id:String} AND probability >= {least:Float64}
      UNION ALL
      SELECT account, probability
      FROM act_accounts
      WHERE act IN ({lists:Array(String)})
    )
    WHERE account NOT IN ({spared:Array(String)})
    GROUP BY account
  ) AS held ON exchanges.account = held.account
  WHERE exchanges.time > {from:DateTime64(3)} AND exchanges.time <= {to:DateTime64(3)}
  GROUP BY minute
)
SETTINGS max_execution_time = 120, log_comment = 'contain/estimate'
