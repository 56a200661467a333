/** What the engine alone takes for the same file, from the least that can be called reading it to keeping it. */
import { z } from 'zod'
import { stageExchanges } from '../../src/ingest/stage.ts'
import type { Store } from '../../src/store/store.ts'

export interface Floor {
  readonly name: string
  /** Empties what it fills. */
  readonly begin?: (store: Store, path: string) => Promise<void>
  readonly run: (store: Store, path: string) => Promise<void>
}

/** The very tuple that the staging statement extracts. */
const structure = (): string => {
  const tuple = /JSONExtract\(sound, '(Tuple\([\s\S]*?)'\) AS x/.exec(stageExchanges('file').sql)?.[1]
  if (tuple === undefined) throw new RangeError('the staging statement has no tuple')
  return tuple.slice('Tuple('.length, -1)
}
const given = "file({path:String}, 'JSONEachRow', {structure:String})"
const inferred = "file({path:String}, 'JSONEachRow')"
const whole = "file({path:String}, 'JSONAsObject')"

/** Kept as `exchanges` is kept: in the order of account and time. */
const table = 'ENGINE = MergeTree ORDER BY (account, time) SETTINGS allow_nullable_key = 1'

export const floors: readonly Floor[] = [
  {
    name: 'parse into given columns',
    run: (store, path) =>
      statement(store, `SELECT sum(cityHash64(*)) AS sum FROM ${given} FORMAT Null`, path),
  },
  {
    name: 'parse into inferred columns',
    run: (store, path) => statement(store, `SELECT * FROM ${inferred} FORMAT Null`, path),
  },
  {
    name: 'parse whatever comes (JSON)',
    run: (store, path) => statement(store, `SELECT * FROM ${whole} FORMAT Null`, path),
  },
  storing('parse, store given columns', given),
  storing('parse, store inferred columns', inferred),
]

function storing(name: string, source: string): Floor {
  return {
    name,
    begin: (store, path) =>
      statement(store, `CREATE OR REPLACE TABLE floor ${table} EMPTY AS SELECT * FROM ${source}`, path),
    run: (store, path) => statement(store, `INSERT INTO floor SELECT * FROM ${source}`, path),
  }
}

async function statement(store: Store, sql: string, path: string): Promise<void> {
  const params = z.object({ path: z.string(), structure: z.string() })
  await store.run({ name: 'bench/floor', sql, params, row: z.unknown() }, { path, structure: structure() })
}
