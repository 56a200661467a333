/** Staged rows → native lines that carry a sketch in place of their texts; ingested elsewhere they give the same rows. */
import { z } from 'zod'
import { sketchVersion } from '../model/sketch.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const params = z.object({ stage: z.string() })
const columns = z.record(z.string(), z.unknown())
const sketchedExchanges = defineQuery(new URL('./sketched-exchanges.sql', import.meta.url), {
  params,
  row: columns,
})
const sketchedAccounts = defineQuery(new URL('./sketched-accounts.sql', import.meta.url), {
  params,
  row: columns,
})

export type Emit = (line: string) => Promise<void>

export async function emitExchanges(store: Store, stage: string, emit: Emit): Promise<void> {
  for await (const row of store.stream(sketchedExchanges, { stage }))
    await emit(JSON.stringify(exchangeLine(row)))
}

export async function emitAccounts(store: Store, stage: string, emit: Emit): Promise<void> {
  for await (const row of store.stream(sketchedAccounts, { stage }))
    await emit(JSON.stringify(accountLine(row)))
}

type Columns = Readonly<Record<string, unknown>>

const clientFields = [
  'ip',
  'ja4',
  'user_agent',
  'sdk',
  'header_order',
  'timezone',
  'device',
  'rtt_ms',
  'tls_rtt_ms',
]
const usageFields = ['input_tokens', 'output_tokens', 'cached_tokens', 'reasoning_tokens']
const askedFields = ['max_tokens', 'temperature', 'stream']
const ownFields = ['id', 'time', 'account', 'key', 'pathway', 'model', 'status', 'duration_ms']
const apart = new Set([
  ...clientFields,
  ...usageFields,
  ...askedFields,
  ...ownFields,
  'turn',
  'sketch_version',
  'decided',
])

function exchangeLine(row: Columns): Columns {
  const asked = known(row, askedFields)
  return {
    ...known(row, ownFields),
    ...(row.turn !== -1 && { turn: row.turn }),
    client: known(row, clientFields),
    usage: known(row, usageFields),
    params: { ...asked, ...(asked.stream !== undefined && { stream: asked.stream === 1 }) },
    sketch: {
      version: sketchVersion,
      seen: row.sketch_version !== 0,
      ...Object.fromEntries(Object.entries(row).filter(([name]) => !apart.has(name))),
    },
    ...toldOf(row.decided),
  }
}

/** What the call was told, and nothing else that may stand there. */
function toldOf(decided: unknown): { decision?: z.infer<typeof told> } {
  if (typeof decided !== 'string' || !decided.startsWith('{')) return {}
  const { data } = told.safeParse(parsed(decided))
  return data === undefined ? {} : { decision: data }
}

const told = z.object({
  decision: z.string(),
  measure: z.string().optional(),
  would: z.string().optional(),
  would_by: z.string().optional(),
  campaign: z.string().optional(),
  refused: z.boolean().optional(),
  fallback: z.boolean().optional(),
  probe: z.string().optional(),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function accountLine(row: Columns): Columns {
  const payment = known(
    { kind: row.payment_kind, bin: row.payment_bin, instrument: row.payment_instrument },
    ['kind', 'bin', 'instrument'],
  )
  const rest = Object.keys(row).filter(name => !name.startsWith('payment_'))
  return { ...known(row, rest), ...(Object.keys(payment).length > 0 && { payment }) }
}

/** The fields that are known: not null, and no empty text. */
const known = (row: Columns, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.map(name => [name, row[name]]).filter(([, value]) => value !== null && value !== ''),
  )
