/** How an account begins: what its first exchanges and its own record are like, as hashes by kind of fact. */
import { z } from 'zod'
import { exchangesMax } from '../decide/successor.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

/**
 * Kinds of fact of an exchange, in the order of conduct.sql, each with its facet. What one decision of an operator
 * fixes at once is one facet: it is weighed as one.
 */
export const exchangeFacts = [
  ['opening', 'wording'],
  ['closing', 'wording'],
  ['template', 'wording'],
  ['item', 'repeats'],
  ['session', 'repeats'],
  ['system prompt', 'configuration'],
  ['tool set', 'configuration'],
  ['parameter profile', 'configuration'],
  ['output limit', 'parameters'],
  ['temperature', 'parameters'],
  ['streaming', 'parameters'],
  ['number of tools', 'parameters'],
  ['capabilities', 'purpose'],
  ['demands', 'purpose'],
  ['style', 'elicitation'],
  ['output length', 'length'],
  ['input length', 'length'],
  ['question length', 'length'],
  ['answer length', 'length'],
  ['messages', 'shape'],
  ['turn', 'shape'],
  ['stop reason', 'shape'],
  ['model', 'model'],
  ['pathway', 'model'],
  ['TLS client', 'client'],
  ['user agent', 'client'],
  ['library', 'client'],
  ['header order', 'client'],
  ['kind of network', 'network'],
  ['client and what it sends', 'contradiction'],
  ['TLS against network delay', 'relay'],
  ['extra TLS delay', 'relay'],
  ['device', 'repeats'],
  ['band 1', 'near-duplicates'],
  ['band 2', 'near-duplicates'],
  ['band 3', 'near-duplicates'],
  ['band 4', 'near-duplicates'],
] as const

/** The same of the account's own record, in the order of conduct-accounts.sql; the last is counted here. */
export const accountFacts = [
  ['means of payment', 'money'],
  ['range of a bought card', 'money'],
  ['mail shape', 'mail'],
  ['telephone', 'sign-up'],
  ['organisation', 'sign-up'],
  ['programme', 'sign-up'],
  ['plan', 'sign-up'],
  ['age at its first exchange', 'age'],
] as const

export const factCount = exchangeFacts.length + accountFacts.length
/** A fact as one number: its kind above its hash. Exact, because kinds are few. */
export const factOf = (kind: number, hash: number): number => kind * 2 ** 32 + hash
export const kindOf = (fact: number): number => Math.floor(fact / 2 ** 32)

export interface Conduct {
  readonly account: string
  /** Epoch milliseconds of each exchange, the first ever first. */
  readonly times: readonly number[]
  /** Facts of each exchange. */
  readonly exchanges: readonly Float64Array[]
  /** Facts of the account's own record. */
  readonly opened: readonly number[]
}

const conductQueries = {
  exchanges: defineQuery(new URL('./conduct.sql', import.meta.url), {
    params: z.object({ accounts: z.array(z.string()), most: z.int(), until: z.string() }),
    row: z.object({ account: z.string(), at: z.coerce.number(), facts: z.array(z.number()) }),
  }),
  accounts: defineQuery(new URL('./conduct-accounts.sql', import.meta.url), {
    params: z.object({ accounts: z.array(z.string()) }),
    row: z.object({ account: z.string(), opened: z.coerce.number(), facts: z.array(z.number()) }),
  }),
} as const

const accountsPerQuery = 1_000
const hourMs = 3_600_000

/** The first exchanges of each account, as far as `until` (epoch milliseconds); accounts without any are absent. */
export async function readConduct(
  store: Store,
  accounts: readonly string[],
  until: number,
): Promise<Conduct[]> {
  const found: Conduct[] = []
  const asked = { most: exchangesMax, until: new Date(until).toISOString() }
  for (let from = 0; from < accounts.length; from += accountsPerQuery) {
    const some = accounts.slice(from, from + accountsPerQuery)
    const records = new Map<string, { opened: number; facts: number[] }>()
    for await (const { account, ...record } of store.stream(conductQueries.accounts, { accounts: some }))
      records.set(account, record)
    let current: { account: string; times: number[]; exchanges: Float64Array[] } | undefined
    const close = (): void => {
      if (current === undefined) return
      const { opened = 0, facts = [] } = records.get(current.account) ?? {}
      found.push({ ...current, opened: openedAs(facts, opened, current.times[0] ?? 0) })
    }
    for await (const { account, at, facts } of store.stream(conductQueries.exchanges, {
      ...asked,
      accounts: some,
    })) {
      if (current?.account !== account) {
        close()
        current = { account, times: [], exchanges: [] }
      }
      current.times.push(at)
      current.exchanges.push(Float64Array.from(known(facts, 0)))
    }
    close()
  }
  return found
}

/** What is unknown is no fact. Bands beyond the fourth would be a kind of their own: there are none. */
function known(hashes: readonly number[], firstKind: number): number[] {
  const facts: number[] = []
  for (const [i, hash] of hashes.entries()) if (hash !== 0) facts.push(factOf(firstKind + i, hash))
  return facts
}

function openedAs(hashes: readonly number[], opened: number, first: number): number[] {
  const facts = known(hashes, exchangeFacts.length)
  // Twice as old is another step: a shelf of aged accounts looks alike.
  if (opened > 0)
    facts.push(factOf(factCount - 1, Math.floor(Math.log2(1 + Math.max(0, first - opened) / hourMs))))
  return facts
}
