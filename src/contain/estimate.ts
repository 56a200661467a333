/** What a measure would have done, counted in the log before anybody approves it. */

import { z } from 'zod'
import type { Estimate } from '../model/containment.ts'
import type { ContainmentRules } from '../model/containment-rules.ts'
import type { Limits } from '../model/decision.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const window = { from: z.string(), to: z.string() }

const totalsQuery = defineQuery(new URL('./estimate.sql', import.meta.url), {
  params: z.object({
    run: z.string(),
    id: z.string(),
    least: z.number(),
    lists: z.array(z.string()),
    spared: z.array(z.string()),
    requests_per_minute: z.number(),
    tokens_per_minute: z.number(),
    models: z.array(z.string()),
    input_prices: z.array(z.number()),
    output_prices: z.array(z.number()),
    ...window,
  }),
  row: z.object({
    exchanges: z.number(),
    active: z.number(),
    honest_exchanges: z.number(),
    output_tokens: z.number(),
    honest_output_tokens: z.number(),
    revenue: z.number(),
    honest_revenue: z.number(),
    reasoning_exchanges: z.number(),
    reasoning_accounts: z.number(),
    over_limit: z.number(),
  }),
})
type Totals = z.infer<typeof totalsQuery.row>

const allQuery = defineQuery(new URL('./all-exchanges.sql', import.meta.url), {
  params: z.object(window),
  row: z.object({ exchanges: z.number() }),
})

type Prices = NonNullable<ContainmentRules['prices']>

export interface Asked {
  /** Either a finding's members in a run, from a probability up, or lists of the log. */
  readonly of: { run: string; id: string; least: number } | { lists: readonly string[] }
  readonly protected: readonly string[]
  /** Accounts that would be held, with their probabilities: what the log is asked about. */
  readonly held: readonly { readonly probability: number }[]
  readonly spared: number
  readonly limits: Limits
  readonly prices?: Prices | undefined
  /** Epoch milliseconds; `from` excluded. */
  readonly from: number
  readonly to: number
}

export async function estimate(store: Store, asked: Asked): Promise<Estimate> {
  const { of, limits, prices } = asked
  const named = [...Object.entries(prices?.models ?? {})]
  const free = { input: 0, output: 0 }
  const priced = [prices?.others ?? free, ...named.map(([, price]) => price)]
  const span = { from: new Date(asked.from).toISOString(), to: new Date(asked.to).toISOString() }
  const [totals] = await store.rows(totalsQuery, {
    run: 'run' in of ? of.run : '',
    id: 'id' in of ? of.id : '',
    least: 'least' in of ? of.least : 2,
    lists: 'lists' in of ? [...of.lists] : [],
    spared: [...asked.protected],
    requests_per_minute: limits.requests_per_minute ?? 0,
    tokens_per_minute: limits.tokens_per_minute ?? 0,
    // No model is called nothing: the first prices are those of models not named.
    models: ['', ...named.map(([model]) => model)],
    input_prices: priced.map(price => price.input),
    output_prices: priced.map(price => price.output),
    ...span,
  })
  const [all] = await store.rows(allQuery, span)
  return estimateOf(asked, totals, all?.exchanges ?? 0, span)
}

/** The pure part: counts into what a person reads. */
export function estimateOf(
  asked: Pick<Asked, 'held' | 'spared' | 'prices'>,
  totals: Totals | undefined,
  all: number,
  span: { from: string; to: string },
): Estimate {
  const counted = totals ?? nothing
  const { exchanges, active } = counted
  return {
    ...span,
    accounts: asked.held.length,
    active,
    honest: rounded(asked.held.reduce((sum, { probability }) => sum + 1 - probability, 0)),
    exchanges,
    honest_exchanges: rounded(counted.honest_exchanges),
    output_tokens: counted.output_tokens,
    honest_output_tokens: rounded(counted.honest_output_tokens),
    ...(asked.prices && {
      revenue: {
        currency: asked.prices.currency,
        touched: rounded(counted.revenue),
        honest: rounded(counted.honest_revenue),
      },
    }),
    share: all === 0 ? 0 : rounded(exchanges / all),
    spared: asked.spared,
    measures: [
      { measure: 'watch', exchanges: 0, accounts: 0 },
      // The budget belongs to all of them together, so whoever calls in a full minute may be the one refused.
      {
        measure: 'limit',
        exchanges: Math.round(counted.over_limit),
        accounts: counted.over_limit > 0 ? active : 0,
      },
      {
        measure: 'withhold',
        exchanges: counted.reasoning_exchanges,
        accounts: counted.reasoning_accounts,
      },
      { measure: 'verify', exchanges, accounts: active },
      { measure: 'suspend', exchanges, accounts: active },
    ],
  }
}

const nothing: Totals = {
  exchanges: 0,
  active: 0,
  honest_exchanges: 0,
  output_tokens: 0,
  honest_output_tokens: 0,
  revenue: 0,
  honest_revenue: 0,
  reasoning_exchanges: 0,
  reasoning_accounts: 0,
  over_limit: 0,
}

const rounded = (value: number): number => Number(value.toFixed(6))
