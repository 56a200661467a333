/** What is asked of the provider's own systems, kept before it is sent: a crash repeats, it never forgets. */
import { z } from 'zod'
import { exclusively } from '../audit/append.ts'
import { readStanding } from '../contain/standing.ts'
import { measureSchema } from '../model/decision.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { type Ask, compare, type Kind, kinds, kindsOf, type Wanted, wanted } from './compare.ts'

const askedQuery = defineQuery(new URL('./asked.sql', import.meta.url), {
  params: z.object({}),
  row: z.object({ account: z.string(), measure: measureSchema, containment: z.string(), terms: z.string() }),
})
const waveQuery = defineQuery(new URL('./last-wave.sql', import.meta.url), {
  params: z.object({}),
  row: z.object({ wave: z.number() }),
})
const keysQuery = defineQuery(new URL('./keys.sql', import.meta.url), {
  params: z.object({ accounts: z.array(z.string()), from: z.string() }),
  row: z.object({ account: z.string(), keys: z.array(z.string()) }),
})
const messageQuery = defineQuery(new URL('./message.sql', import.meta.url), {
  params: z.object({ action: z.string() }),
  row: z.object({
    account: z.string(),
    measure: measureSchema,
    containment: z.string(),
    keys: z.array(z.string()),
    terms: z.string(),
    at: z.string(),
  }),
})

/** A message a receiver can work through within its time limit. */
const accountsPerMessage = 100
const messagesPerBatch = 50
/** A key not used for this long need not be suspended by name: the account is. */
const keyDays = 30
const keyAccounts = 5_000

/**
 * Compares what stands at `at` (epoch milliseconds) with what was last asked, and puts the difference into the outbox.
 * Starting, lifting, expiry, releases and the allow list all come out of the same comparison.
 * @returns messages added
 */
export function askForDifference(store: Store, at: number): Promise<number> {
  return exclusively(store, async () => {
    const should = wanted(await readStanding(store, at))
    const asked = new Map<string, Wanted>(
      (await store.rows(askedQuery, {})).map(({ account, ...last }) => [account, last]),
    )
    const asks = compare(should, asked)
    if (asks.length === 0) return 0
    const keys = await keysOf(store, asks, at)
    const [last] = await store.rows(waveQuery, {})
    const wave = (last?.wave ?? 0) + 1
    const messages = intoMessages(asks, wave)
    for (let from = 0; from < messages.length; from += messagesPerBatch) {
      const rows = messages.slice(from, from + messagesPerBatch).flatMap(({ action, asks: inside }) =>
        inside.map(one => ({
          ...one,
          wave,
          action,
          at: new Date(at).toISOString(),
          keys: keys.get(one.account) ?? [],
        })),
      )
      await store.append('actions', `wave-${wave}/${from}`, rows)
    }
    return messages.length
  })
}

async function keysOf(store: Store, asks: readonly Ask[], at: number): Promise<Map<string, string[]>> {
  const from = new Date(at - keyDays * 86_400_000).toISOString()
  const known = new Map<string, string[]>()
  for (let i = 0; i < asks.length; i += keyAccounts) {
    const accounts = asks.slice(i, i + keyAccounts).map(ask => ask.account)
    for (const { account, keys } of await store.rows(keysQuery, { accounts, from })) known.set(account, keys)
  }
  return known
}

interface Message {
  readonly action: string
  readonly asks: readonly Ask[]
}

/** What undoes comes first in the order of ids, so that nobody is left under both. Pure. */
export function intoMessages(asks: readonly Ask[], wave: number): Message[] {
  return kinds.flatMap((kind, k) => {
    const same = new Map<string, Ask[]>()
    for (const ask of asks.filter(one => kindsOf(one).includes(kind))) {
      const terms = `${ask.containment} ${ask.terms}`
      same.set(terms, [...(same.get(terms) ?? []), ask])
    }
    const parts = [...same.values()].flatMap(group =>
      Array.from({ length: Math.ceil(group.length / accountsPerMessage) }, (_, i) =>
        group.slice(i * accountsPerMessage, (i + 1) * accountsPerMessage),
      ),
    )
    return parts.map((part, i) => ({
      action: `msg_${wave}_${k}_${kind.replace('.', '-')}_${String(i).padStart(6, '0')}`,
      asks: part,
    }))
  })
}

/** The kind stands in the id, which also sorts messages of one comparison into their order. */
export function kindIn(action: string): Kind | undefined {
  const name = action.split('_')[3]?.replace('-', '.')
  return kinds.find(kind => kind === name)
}

/** The body of a message: built from what was stored, so that every attempt has the same bytes. */
export async function bodyOf(store: Store, action: string): Promise<string> {
  const rows = await store.rows(messageQuery, { action })
  const [first] = rows
  const terms = JSON.parse(first?.terms ?? '{}') as Record<string, unknown>
  return JSON.stringify({
    type: kindIn(action) ?? 'unknown',
    timestamp: first?.at ?? '',
    data: {
      containment: first?.containment ?? '',
      measure: first?.measure ?? 'none',
      ...terms,
      accounts: rows.map(({ account, keys }) => ({ account, keys })),
    },
  })
}
