/**
 * Holdings: who holds which value, kept from look to look. What traffic adds is counted and added; a value it shows that
 * is not kept is asked for once it may be shared. Uses are sums, so what is kept is what a look from scratch would read.
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

const pairsQuery = defineQuery(new URL('./pairs.sql', import.meta.url), {
  params: z.object({ until: z.string() }),
  row: z.unknown(),
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

/** FNV-1a twice, as one whole number. */
function hashOf(signal: string, value: string): number {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (const text of [signal, value])
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
      b = Math.imul(b ^ text.charCodeAt(i), 0x01000193)
    }
  return (a >>> 0) * 0x200000 + ((b ^ (b >>> 15)) >>> 11)
}

/** Values of which it is known who came first. */
const metMost = 4_000_000

/**
 * Who came to a value since everything was read. One that was no pair's then had one holder at most, so it takes two who
 * came to make it shared: most values are one account's own, and need not be asked for. Two values that fall on one place
 * only make each other asked for.
 */
class Comers {
  readonly #pairs: ReadonlySet<number>
  readonly #first = new Map<number, number>()

  constructor(pairs: ReadonlySet<number>) {
    this.#pairs = pairs
  }

  get full(): boolean {
    return this.#first.size > metMost
  }

  /** Whether these may have made the value shared. */
  mayShare(signal: string, value: string, accounts: Iterable<number>): boolean {
    const place = hashOf(signal, value)
    let first = this.#first.get(place)
    for (const account of accounts) first = first === undefined || first === account ? account : several
    this.#first.set(place, first ?? several)
    return first === several || this.#pairs.has(place)
  }
}
const several = -1

/** Asked for without knowing who came, most values have one holder and one use; they are asked for again if they ever come back. */
const comesBack = (uses: Uses): boolean => {
  let total = 0
  for (const n of uses.values()) total += n
  return total > 1
}

async function readPairs(store: Store, until: string): Promise<Comers> {
  const { signal = [], value = [] } = await store.columns(pairsQuery, { until })
  const pairs = new Set<number>()
  for (let i = 0; i < value.length; i++) pairs.add(hashOf(signal[i] as string, value[i] as string))
  return new Comers(pairs)
}

export class Holdings {
  /** By signal and value: what is shared, and of the rest what had to be asked for. */
  readonly #kept = new Map<string, Map<string, SharedValue>>()
  /** Accounts with traffic when it was kept: of others the account table was not asked. */
  #size = 0
  /** None where nobody looks again, or where too many came: then every value that is not kept is asked for. */
  #comers: Comers | undefined
  #counted = false

  /**
   * Keeps what a look read whole.
   * @param known signals that were not read whole, and stay as they are
   * @param again where another look follows: the store, and up to when this one read
   */
  async keep(
    values: readonly SharedValue[],
    signals: readonly AttributeSignal[],
    known: ReadonlyMap<string, unknown>,
    { size }: Population,
    again?: { store: Store; until: string },
  ): Promise<void> {
    this.#size = size
    if (again && !this.#counted) this.#comers = await readPairs(again.store, again.until)
    this.#counted = false
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
    const same = news.accountsStand && population.size === this.#size
    const standing = same ? known.filter(({ family }) => ofAccounts.has(family)) : []
    this.#counted = counted.length > 0
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
      for (const [value, uses] of values) {
        if (this.#kept.get(id)?.has(value)) continue
        if (this.#comers && !this.#comers.mayShare(id, value, uses.keys())) values.delete(value)
        else if (!ask(asked, id, value)) unreadable.add(id)
      }
    if (this.#comers?.full) this.#comers = undefined
    hear(await store.columns(earlierHoldings, { until: since, ...asked }))
    for (const signal of signals) {
      const kept = this.#kept.get(signal.id)
      for (const [value, uses] of came.get(signal.id) ?? []) {
        const before = kept?.get(value)
        before?.holders.forEach((holder, i) => {
          uses.set(holder, (uses.get(holder) ?? 0) + (before.uses[i] as number))
        })
        if (before) kept?.set(value, { ...before, ...inOrder(uses) })
        else if (this.#comers || comesBack(uses)) {
          const name = ownText(value)
          kept?.set(name, { signal, value: name, ...inOrder(uses) })
        }
      }
    }
    return unreadable
  }
}
