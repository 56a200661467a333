/** What a signal is: plain data. It declares SQL; the store runs it, discover scores what comes back. */
import { z } from 'zod'
import type { Family } from '../model/finding.ts'
import { defineQuery, type Query } from '../query.ts'

/**
 * Two traits are compared only when their origins differ: a harness fixes client, tools and opening words at once,
 * an address fixes prefix and sign-up address at once, so their agreement is one fact, not two.
 */
export type Origin = 'money' | 'identity' | 'network' | 'usage' | 'timing'

export const windowSchema = z.object({
  until: z.string().describe('Event time up to which traffic is read.'),
})
export type Window = z.infer<typeof windowSchema>

export const holdingSchema = z.object({
  account: z.string(),
  value: z.string(),
  uses: z.coerce.number(),
})
export type Holding = z.infer<typeof holdingSchema>

/** Accounts that hold the same value: each row of the query is one account holding one value. */
export interface AttributeSignal {
  readonly kind: 'attribute'
  readonly id: string
  readonly family: Family
  readonly origin: Origin
  /** Why an operator leaves this trace. */
  readonly why: string
  /** Who else leaves it, and what protects them. */
  readonly innocent: string
  /** The null model in a sentence. */
  readonly nullModel: string
  /**
   * How much one value says. Two coarse values of one family (a BIN and a kind, a mail domain and its shape) never
   * make a pair of their own.
   */
  readonly grain: 'fine' | 'coarse'
  /** Most nats one account can gain from it. */
  readonly cap: number
  readonly query: Query<Window, Holding>
  /** How evidence names the value. */
  readonly describe: (value: string) => string
}

export const traitRowSchema = z.object({ account: z.string(), value: z.coerce.number() })

/** Declares an attribute; its SQL stands beside it under the same name. */
export function attribute(
  base: URL | string,
  signal: Omit<AttributeSignal, 'kind' | 'query'>,
): AttributeSignal {
  return {
    kind: 'attribute',
    ...signal,
    query: defineQuery(new URL(`./${signal.id}.sql`, base), { params: windowSchema, row: holdingSchema }),
  }
}

/** A number an account has, by which a group is held against matched honest accounts. */
export interface TraitSignal {
  readonly kind: 'trait'
  readonly id: string
  readonly family: Family
  /** Traits of one aspect may depend on each other: their e-values are averaged. Aspects are multiplied. */
  readonly aspect: 'taking' | 'appetite' | 'concealment' | 'machine'
  readonly why: string
  readonly innocent: string
  readonly nullModel: string
  /**
   * `share`: 0 or 1 an account. `portion`: from 0 to 1 of its traffic, so that a group can be unanimous in it.
   * `level`: any number. More is more suspicious.
   */
  readonly scale: 'share' | 'portion' | 'level'
  readonly query: Query<Window, { account: string; value: number }>
  readonly describe: (group: number, honest: number) => string
}

/** Declares a trait; its SQL stands beside it under the same name. */
export function trait(
  base: URL | string,
  signal: Omit<TraitSignal, 'kind' | 'query' | 'nullModel'>,
): TraitSignal {
  return {
    kind: 'trait',
    nullModel:
      'An honest group behaves like one honest account of its own volume: the group counts as a single draw.',
    ...signal,
    query: defineQuery(new URL(`./${signal.id}.sql`, base), { params: windowSchema, row: traitRowSchema }),
  }
}

export type Signal = AttributeSignal | TraitSignal

/** A share as people read it. */
export const pct = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`
