/**
 * Holdings: who holds which value, kept from look to look. What traffic adds is counted and added; a value it shows that
 * is not kept is asked for once. Uses are sums, so what is kept is what a look from scratch would read.
 */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { AttributeSignal } from '../signals/signal.ts'
import type { Store } from '../store/store.ts'
import { ask, askNothing, canAsk, earlierHoldings, showedRow } from './asked-values.ts'
import { ownText, type SharedValue, sharedLeast } from './block.ts'
import type { Population } from './population.ts'
import type { News } from './standing.ts'

const newsQuery = defineQuery(new URL('./news-holdings.sql', import.meta.url), {
  params: z.object({ since: z.string(), until: z.string() }),
  row: showedRow,
})

/** The families that ask the account table alone. */
const ofAccounts: ReadonlySet<string> = new Set(['money', 'sign-up'])

/** New exchanges beyond which asking for everything costs no more. */
const newsMost = 250_000

const beyondAscii = /[^ -~]/
/** As the engine sorts text: by its bytes. */
function byBytes({ value: a }: SharedValue, { value: b }: SharedValue): number {
  if (beyondAscii.test(a) || beyondAscii.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : a > b ? 1 : 0
}

/** Uses of one value by position in the population. */
type Uses = Map<number, number>

function inOrder(uses: Uses): Pick<SharedValue, 'holders' | 'uses'> {
  const holders = Int32Array.from(uses.keys()).sort()
  return { holders, uses: Float64Array.from(holders, holder => uses.get(holder) as number) }
}

/** Made once, most have one holder and one use, and are asked for again if they ever come back. */
const comesBack = (uses: Uses): boolean => {
  let total = 0
  for (const n of uses.values()) total += n
  return total > 1
}

export class Holdings {
  /** By signal and value: what is shared, and of the rest what came back. */
  readonly #kept = new Map<string, Map<string, SharedValue>>()

  /**
   * Keeps what a look read whole.
   * @param known signals that were not read whole, and stay as they are
   */
  keep(
    values: readonly SharedValue[],
    signals: readonly AttributeSignal[],
    known: ReadonlyMap<string, unknown>,
  ): void {
    const read = signals.filter(({ id }) => !known.has(id))
    for (const { id } of read) this.#kept.set(id, new Map())
    for (const value of values) {
      if (!known.has(value.signal.id)) this.#kept.get(value.signal.id)?.set(value.value, value)
    }
  }

  /**
   * Adds what came since to what is kept.
   * @returns shared values by signal, as its own query would give them; a signal that is not there must be asked whole
   */
  async advance(
    store: Store,
    news: News,
    population: Population,
    signals: readonly AttributeSignal[],
  ): Promise<Map<string, SharedValue[]>> {
    const known = signals.filter(({ id }) => this.#kept.has(id))
    const counted = news.exchanges <= newsMost ? known.filter(({ id }) => canAsk(id)) : []
    const standing = news.accountsStand ? known.filter(({ family }) => ofAccounts.has(family)) : []
    const unreadable = counted.length > 0 ? await this.#add(store, news, population, counted) : new Set()
    return new Map(
      [...counted, ...standing]
        .filter(({ id }) => !unreadable.has(id))
        .map(({ id }) => [id, this.#shared(id)]),
    )
  }

  /** Forgets values that came back and are still not shared; they are asked for again when they come. */
  tidy(): void {
    for (const values of this.#kept.values())
      for (const [value, { holders }] of values) if (holders.length < sharedLeast) values.delete(value)
  }

  #shared(id: string): SharedValue[] {
    const values = [...(this.#kept.get(id)?.values() ?? [])]
    return values.filter(({ holders }) => holders.length >= sharedLeast).sort(byBytes)
  }

  /** @returns the signals of which some value could not be asked for by itself */
  async #add(
    store: Store,
    { since, after, until }: News,
    population: Population,
    signals: readonly AttributeSignal[],
  ): Promise<Set<string>> {
    const came = new Map(signals.map(({ id }) => [id, new Map<string, Uses>()]))
    const hear = (told: Awaited<ReturnType<Store['columns']>>): void => {
      const { account = [], signal = [], value = [], uses = [] } = told
      for (let i = 0; i < account.length; i++) {
        const position = population.index.get(account[i] as string)
        const values = came.get(signal[i] as string)
        if (position === undefined || !values) continue
        const own = values.get(value[i] as string) ?? new Map<number, number>()
        values.set(value[i] as string, own)
        own.set(position, (own.get(position) ?? 0) + Number(uses[i]))
      }
    }
    hear(await store.columns(newsQuery, { since: after, until }))
    const asked = askNothing()
    const unreadable = new Set<string>()
    for (const [id, values] of came)
      for (const value of values.keys())
        if (!this.#kept.get(id)?.has(value) && !ask(asked, id, value)) unreadable.add(id)
    hear(await store.columns(earlierHoldings, { until: since, ...asked }))
    for (const signal of signals) {
      const kept = this.#kept.get(signal.id)
      for (const [value, uses] of came.get(signal.id) ?? []) {
        const before = kept?.get(value)
        before?.holders.forEach((holder, i) => {
          uses.set(holder, (uses.get(holder) ?? 0) + (before.uses[i] as number))
        })
        if (before) kept?.set(value, { ...before, ...inOrder(uses) })
        else if (comesBack(uses)) {
          const name = ownText(value)
          kept?.set(name, { signal, value: name, ...inOrder(uses) })
        }
      }
    }
    return unreadable
  }
}
