/** Bodies that came over the wire, several in one batch: each is told what became of its own lines. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { type BatchOptions, type Key, type Rejection, stageBatch, storeStaged } from './batch.ts'
import { dropTable } from './lines-table.ts'

/** What became of one body. A line that is about an account counts there and nowhere else. */
export interface BodyResult {
  taken: number
  repeated: number
  rejected: number
  accounts: number
  /** `row` is the 0-based line of the body. */
  rejections: Pick<Rejection, 'row' | 'reason' | 'id'>[]
}

const count = z.number().int()
const createBodies = defineQuery(new URL('./create-bodies.sql', import.meta.url), {
  params: z.object({ bodies: z.string() }),
  row: z.unknown(),
})
const countBodies = defineQuery(new URL('./count-bodies.sql', import.meta.url), {
  params: z.object({ stage: z.string(), known: z.string(), batch: z.string(), firsts: z.array(count) }),
  row: z.object({ body: count, sound: count, accounts: count, rejected: count, taken: count }),
})

/** Bodies that are read, judged and sketched, and not yet stored. */
export interface StagedBodies {
  /** Stores what is sound; once it returns, what was taken outlives the process. Afterwards nothing is left staged. */
  store(options?: Pick<BatchOptions, 'keepTextMs'>): Promise<BodyResult[]>
}

/**
 * Reads native JSON Lines as one batch; `now` is epoch milliseconds. Whoever asks for it must store it. Batches may be
 * read side by side and must be stored one after the other: ids are looked up before they are stored, and two batches
 * would not see each other's.
 * The bytes go to the engine as they are: at 10,000 exchanges a second, splitting and quoting them here would take more
 * than half a core and hold up every other request for tenths of a second.
 * @example const [mine] = await (await stageBodies(store, key, [body], randomUUID(), clock())).store()
 */
export async function stageBodies(
  store: Store,
  key: Key,
  bodies: readonly Uint8Array[],
  batchId: string,
  now: number,
): Promise<StagedBodies> {
  const number = createHash('sha256').update(`bodies:${batchId}`).digest().readBigUInt64LE(0).toString()
  const table = `bodies_${number}`
  const firsts = firstRows(bodies)
  const drop = (): Promise<void> => store.run(dropTable, { table })
  try {
    await store.run(createBodies, { bodies: table })
    const rows = bodies.map((body, at) => ({ first: firsts[at] ?? 0, data: body }))
    await Promise.all(portions(rows).map((part, at) => store.append(table, `bodies-${number}-${at}`, part)))
    const staged = await stageBatch(store, key, { number, source: 'bodies', lines: table }, now)
    return {
      async store(options) {
        let counted: z.infer<typeof countBodies.row>[] = []
        try {
          const { rejections } = await storeStaged(store, staged, now, {
            ...options,
            judged: async tables => {
              counted = await store.rows(countBodies, { ...tables, batch: number, firsts })
            },
          })
          return shared(bodies.length, firsts, counted, rejections)
        } finally {
          await drop()
        }
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

/** Both halves at once. */
export async function ingestBodies(
  store: Store,
  key: Key,
  bodies: readonly Uint8Array[],
  batchId: string,
  now: number,
): Promise<BodyResult[]> {
  return (await stageBodies(store, key, bodies, batchId, now)).store()
}

/** What is handed over at once is read by one thread afterwards, so a large batch goes in parts. */
const portionBytes = 8 * 1024 * 1024

interface Portion {
  readonly first: number
  readonly data: Uint8Array
}

function portions(rows: readonly Portion[]): Record<string, unknown>[][] {
  const parts: Record<string, unknown>[][] = []
  let bytes = portionBytes
  for (const row of rows) {
    if (bytes >= portionBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push({ ...row })
    bytes += row.data.length
  }
  return parts
}

/** The row at which each body begins, as the engine will cut them: a body has one line more than line feeds. */
function firstRows(bodies: readonly Uint8Array[]): number[] {
  let row = 0
  return bodies.map(body => {
    const first = row
    row += 1
    for (let at = body.indexOf(10); at >= 0; at = body.indexOf(10, at + 1)) row += 1
    return first
  })
}

function shared(
  bodies: number,
  firsts: readonly number[],
  counted: readonly z.infer<typeof countBodies.row>[],
  rejections: readonly Rejection[],
): BodyResult[] {
  const results: BodyResult[] = Array.from({ length: bodies }, () => ({
    taken: 0,
    repeated: 0,
    rejected: 0,
    accounts: 0,
    rejections: [],
  }))
  for (const { row, reason, id } of rejections) {
    const body = firsts.findLastIndex(first => first <= row)
    results[body]?.rejections.push({ row: row - (firsts[body] ?? 0), reason, id })
  }
  for (const { body, sound, taken, accounts, rejected } of counted) {
    const result = results[body]
    if (result === undefined) continue
    // A line about an account is judged later than the others, so what is rejected beyond them is one of those.
    result.rejected = result.rejections.length
    Object.assign(result, {
      taken,
      repeated: sound - taken,
      accounts: accounts - (result.rejected - rejected),
    })
  }
  return results
}
