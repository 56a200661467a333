/** One batch from its lines to the store: stage, judge, take, quarantine. */
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { reading } from './files.ts'
import { dropTable } from './lines-table.ts'
import type { Tally } from './report.ts'
import { type Emit, emitAccounts, emitExchanges } from './sketch.ts'
import {
  keepTexts,
  type LineSource,
  type StageParams,
  stageAccounts,
  stageExchanges,
  stageMended,
} from './stage.ts'

/** The halves of the sketch key, decimal; see store/key.ts. */
export interface Key {
  readonly k0: string
  readonly k1: string
}

export interface Batch {
  /** UInt64, decimal: the same lines have the same number on every run. */
  readonly number: string
  readonly source: LineSource
  readonly path?: string
  readonly compression?: string
  readonly lines?: string
  readonly first?: number
  readonly rows?: number
}

export interface Rejection {
  row: number
  reason: string
  bytes: number
  id: string
  account: string
}

export interface BatchResult extends Omit<Tally, 'skipped'> {
  rejections: Rejection[]
}

const names = z.object({ stage: z.string() })
const none = z.unknown()
const file = (name: string): URL => new URL(name, import.meta.url)
const count = z.number().int()

const createStage = defineQuery(file('create-stage.sql'), { params: names, row: none })
const createAccountStage = defineQuery(file('create-account-stage.sql'), { params: names, row: none })
const known = z.object({ stage: z.string(), known: z.string() })
const findKnown = defineQuery(file('find-known.sql'), { params: known, row: none })
const countExchanges = defineQuery(file('count-exchanges.sql'), {
  params: known.extend({ batch: z.string() }),
  row: z.object({
    lines: count,
    rejected: count,
    accounts: count,
    unknown_ips: count,
    sound: count,
    decided: count,
    taken: count,
  }),
})
const countBroken = defineQuery(file('count-broken.sql'), {
  params: names,
  row: z.object({ lines: count, broken: count }),
})
const rejection = z.object({
  row: count,
  reason: z.string(),
  bytes: count,
  id: z.string(),
  account: z.string(),
})
const rejectedLines = defineQuery(file('rejected-lines.sql'), { params: names, row: rejection })
const rejectedAccounts = defineQuery(file('rejected-accounts.sql'), { params: names, row: rejection })
const takeDecisions = defineQuery(file('take-decisions.sql'), { params: known, row: none })
const takeExchanges = defineQuery(file('take-exchanges.sql'), { params: known, row: none })
const takeAccounts = defineQuery(file('take-accounts.sql'), {
  params: names.extend({ batch: z.string() }),
  row: none,
})
const accountPosition = defineQuery(file('account-position.sql'), {
  params: z.object({ batch: z.string() }),
  row: z.object({ position: z.string() }),
})

/**
 * - Lazy branches compute shared parts again and again: 40 times slower, measured on the staging statement.
 * - Its plan has nothing to gain by being optimised, and a third of the time to plan it went there (100 ms a batch).
 * - Compiled to machine code it is no faster, and compiling it takes most of a second when it runs for the fourth time.
 */
const staging = {
  short_circuit_function_evaluation: 'disable',
  query_plan_enable_optimizations: 0,
  compile_expressions: 0,
}
/** A pass over chains of comparisons takes 80 ms of the plan and finds nothing; servers before 25.2 know no such setting. */
const stagingHere = { ...staging, optimize_and_compare_chain: 0 }
/** Months of a long history are partitions of one block; the default of 100 would refuse it. */
const taking = {
  max_partitions_per_insert_block: 0,
  min_insert_block_size_rows: 1_000_000,
  min_insert_block_size_bytes: 0,
}

export interface BatchOptions {
  /** Nothing is stored: the sketched lines go here instead. */
  readonly emit?: Emit
  /** Texts are kept beside the sketches, and deleted after this time. */
  readonly keepTextMs?: number
  /** Looks at the staged lines once they are judged, before anything is stored. */
  readonly judged?: (staged: { stage: string; known: string }) => Promise<void>
}

/** A time later than a day from now is a broken clock, not traffic. */
export const futureMs = 86_400_000

/** A batch in memory, judged and sketched; nothing of it is stored yet. */
export interface Staged {
  readonly batch: Batch
  readonly params: StageParams
  /** Lines that are not blank. */
  readonly lines: number
}

/**
 * Stores what is sound in a batch. Doing it again, also after being killed in the middle, changes nothing.
 * `now` is epoch milliseconds.
 */
export async function storeBatch(
  store: Store,
  key: Key,
  batch: Batch,
  now: number,
  options: BatchOptions = {},
): Promise<BatchResult> {
  return storeStaged(store, await stageBatch(store, key, batch, now), now, options)
}

/** The first half: reads, judges and sketches. Whoever asks for it must give it to `storeStaged` or `dropStaged`. */
export async function stageBatch(store: Store, key: Key, batch: Batch, now: number): Promise<Staged> {
  const stage = `staging_${batch.number}`
  const lines = lineParams(batch)
  const latest = new Date(now + futureMs)
  const params = { stage, k0: key.k0, k1: key.k1, batch: batch.number, latest, ...lines }
  const settings = store.engine === 'embedded' ? stagingHere : staging
  try {
    await store.run(createStage, { stage })
    await reading(batch.path, () => store.run(stageExchanges(batch.source), params, settings))
    const [unread] = await store.rows(countBroken, { stage })
    if (unread !== undefined && unread.broken > 0)
      await store.run(stageMended(batch.source), { ...params, judged: stage, verdict: 'broken' }, settings)
    return { batch, params, lines: unread?.lines ?? 0 }
  } catch (error) {
    await store.run(dropTable, { table: stage })
    throw error
  }
}

export async function dropStaged(store: Store, { params }: Staged): Promise<void> {
  await store.run(dropTable, { table: params.stage })
}

/** The second half. Batches of one file go through it one after the other: what is known is decided here. */
export async function storeStaged(
  store: Store,
  staged: Staged,
  now: number,
  { emit, keepTextMs, judged }: BatchOptions = {},
): Promise<BatchResult> {
  const { batch, params } = staged
  const { stage } = params
  const known = `known_${batch.number}`
  try {
    await store.run(findKnown, { stage, known })
    const [counted] = await store.rows(countExchanges, { stage, known, batch: batch.number })
    if (counted === undefined) throw new RangeError('an aggregate gives one row')
    await judged?.({ stage, known })
    const rejections = counted.rejected > 0 ? await store.rows(rejectedLines, { stage }) : []
    if (emit !== undefined) await emitExchanges(store, stage, emit)
    else if (counted.taken > 0) {
      // Texts first: once the exchanges stand, a retry takes the batch for done.
      if (keepTextMs !== undefined)
        await store.run(keepTexts(batch.source), { ...params, expires: new Date(now + keepTextMs) }, taking)
      if (counted.decided > 0) await store.run(takeDecisions, { stage, known }, taking)
      await store.run(takeExchanges, { stage, known }, taking)
    }
    const accounts = counted.accounts > 0 ? await storeAccounts(store, params, batch, emit) : []
    return {
      lines: counted.lines,
      taken: counted.taken,
      repeated: counted.sound - counted.taken,
      rejected: counted.rejected + accounts.length,
      accounts: counted.accounts - accounts.length,
      unknown_ips: counted.unknown_ips,
      rejections: [...rejections, ...accounts],
    }
  } finally {
    await store.run(dropTable, { table: known })
    await dropStaged(store, staged)
  }
}

async function storeAccounts(
  store: Store,
  params: StageParams,
  batch: Batch,
  emit?: Emit,
): Promise<Rejection[]> {
  const stage = `account_staging_${batch.number}`
  const [begin] = await store.rows(accountPosition, { batch: batch.number })
  const position = begin?.position ?? '1'
  try {
    await store.run(createAccountStage, { stage })
    await store.run(
      stageAccounts(batch.source),
      { ...params, stage, judged: params.stage, verdict: 'account', position },
      staging,
    )
    if (emit !== undefined) await emitAccounts(store, stage, emit)
    else await store.run(takeAccounts, { stage, batch: batch.number }, taking)
    return await store.rows(rejectedAccounts, { stage })
  } finally {
    await store.run(dropTable, { table: stage })
  }
}

function lineParams(batch: Batch) {
  const { path, compression, lines, first, rows } = batch
  return {
    first: first ?? 0,
    ...(path !== undefined && { path, rows: rows ?? 0 }),
    ...(compression !== undefined && { compression }),
    ...(lines !== undefined && { lines }),
  }
}
