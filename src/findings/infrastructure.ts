/** What the members came through: networks, clients, pathways, payments, mail. Countries stay context elsewhere. */
import { z } from 'zod'
import type { Run } from '../model/finding.ts'
import type { Infrastructure } from '../model/page.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { remember } from './remember.ts'

const findingParams = z.object({ run: z.string(), id: z.string(), as_of: z.string() })
const counted = z.object({ name: z.string(), accounts: z.number(), exchanges: z.number() })

export const infrastructureQueries = {
  networks: defineQuery(new URL('./infrastructure-networks.sql', import.meta.url), {
    params: findingParams,
    row: z.object({
      asn: z.number(),
      kind: z.string(),
      accounts: z.number(),
      exchanges: z.number(),
      prefixes: z.number(),
      strangers: z.number(),
    }),
  }),
  names: defineQuery(new URL('./network-names.sql', import.meta.url), {
    params: z.object({ asns: z.array(z.number()) }),
    row: z.object({ asn: z.number(), name: z.string() }),
  }),
  clients: defineQuery(new URL('./infrastructure-clients.sql', import.meta.url), {
    params: findingParams,
    row: counted.extend({ ja4: z.string(), strangers: z.number() }),
  }),
  pathways: defineQuery(new URL('./infrastructure-pathways.sql', import.meta.url), {
    params: findingParams,
    row: counted,
  }),
  accounts: defineQuery(new URL('./infrastructure-accounts.sql', import.meta.url), {
    params: z.object({ run: z.string(), id: z.string() }),
    row: z.object({ what: z.enum(['payment', 'mail']), name: z.string(), accounts: z.number() }),
  }),
} as const

/** Counted once a run; strangers are accounts outside the finding that use the same. */
export const infrastructure = (store: Store, run: Run, id: string): Promise<Infrastructure> =>
  remember(store, run.run, `infrastructure ${id}`, () => count(store, { run: run.run, id, as_of: run.as_of }))

async function count(store: Store, asked: z.infer<typeof findingParams>): Promise<Infrastructure> {
  const networks = await store.rows(infrastructureQueries.networks, asked)
  const names = new Map(
    networks.length === 0
      ? []
      : (await store.rows(infrastructureQueries.names, { asns: networks.map(one => one.asn) })).map(
          one => [one.asn, one.name] as const,
        ),
  )
  const facts = await store.rows(infrastructureQueries.accounts, { run: asked.run, id: asked.id })
  const of = (what: 'payment' | 'mail') =>
    facts.filter(one => one.what === what).map(({ name, accounts }) => ({ name, accounts }))
  return {
    networks: networks.map(one => ({ ...one, name: names.get(one.asn) ?? '' })),
    clients: await store.rows(infrastructureQueries.clients, asked),
    pathways: await store.rows(infrastructureQueries.pathways, asked),
    payments: of('payment'),
    mail: of('mail'),
  }
}
