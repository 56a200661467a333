/** The store over any ClickHouse engine: binding, row shapes, idempotence, one kind of error. */
import { AppError } from '../errors.ts'
import type { Query } from '../query.ts'
import { bind } from './bind.ts'
import { classify } from './classify.ts'
import type { Engine, Settings, Statement } from './engine.ts'
import { readColumns } from './native.ts'
import { giveBack, rowLines } from './row-lines.ts'
import type { Store } from './store.ts'

export class ClickHouseStore implements Store {
  readonly engine: 'embedded' | 'server'
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
    this.engine = engine.kind
  }

  static engineOf(store: ClickHouseStore): Engine {
    return store.#engine
  }

  async rows<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): Promise<R[]> {
    const statement = prepare(query, params)
    try {
      const result = await this.#engine.readAll(statement, 'JSONEachRow', signal)
      const lines = new Lines()
      const rows: R[] = []
      for (const line of lines.push(result)) rows.push(readRow(query, line))
      for (const line of lines.end()) rows.push(readRow(query, line))
      return rows
    } catch (error) {
      throw classify(error, query.name, signal)
    }
  }

  async *stream<P, R>(
    query: Query<P, R>,
    params: P,
    signal?: AbortSignal,
  ): AsyncGenerator<R, void, undefined> {
    const statement = prepare(query, params, { max_block_size: streamBlockRows })
    const lines = new Lines()
    try {
      for await (const chunk of this.#engine.readStream(statement, 'JSONEachRow', signal)) {
        for (const line of lines.push(chunk)) yield readRow(query, line)
      }
      for (const line of lines.end()) yield readRow(query, line)
    } catch (error) {
      throw classify(error, query.name, signal)
    }
  }

  async run<P>(query: Query<P, unknown>, params: P, settings: Settings = {}): Promise<void> {
    const statement = prepare(query, params, settings)
    try {
      await this.#engine.execute(statement)
    } catch (error) {
      throw classify(error, query.name)
    }
  }

  async append(table: string, batchId: string, rows: readonly Record<string, unknown>[]): Promise<void> {
    if (!/^[a-z_][a-z0-9_]*$/.test(table))
      throw new AppError('bug', 'store/table', 'a table has a plain name')
    if (batchId === '') throw new AppError('bug', 'store/batch', 'a batch needs an id')
    if (rows.length === 0) return
    const name = `store/append-${table}`
    const lines = rowLines(rows)
    try {
      const settings = { ...lines.settings, insert_deduplication_token: batchId }
      await this.#engine.insert(table, lines, name, settings)
    } catch (error) {
      throw classify(error, name)
    } finally {
      giveBack(lines)
    }
  }

  async columns<P>(query: Query<P, unknown>, params: P): Promise<Record<string, Float64Array | string[]>> {
    const statement = prepare(query, params)
    try {
      return await readColumns(this.#engine.readStream(statement, 'Native'))
    } catch (error) {
      throw classify(error, query.name)
    }
  }

  async close(): Promise<void> {
    await this.#engine.close()
  }
}

/** For this folder alone: whoever else holds a store sees no engine. */
export function engineOf(store: Store): Engine {
  if (store instanceof ClickHouseStore) return ClickHouseStore.engineOf(store)
  throw new AppError('bug', 'store/engine', 'this store stands on no engine')
}

/** The engine's own 65,409 rows a block would be tens of megabytes of wide rows in each piece of a stream. */
const streamBlockRows = 8192

function prepare<P>(query: Query<P, unknown>, params: P, settings: Settings = {}): Statement {
  const checked = query.params.safeParse(params)
  if (!checked.success) {
    throw new AppError('bug', 'store/parameter', `${query.name}: wrong parameters`, { cause: checked.error })
  }
  return { sql: query.sql, name: query.name, params: bind(query.sql, checked.data), settings }
}

function readRow<P, R>(query: Query<P, R>, line: string): R {
  const raw = JSON.parse(line) as Record<string, unknown>
  for (const name in raw) {
    const value = raw[name]
    if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) continue
    const message = `${query.name}: ${name} is beyond 2^53 and cannot be a number: select toString() of it`
    throw new AppError('bug', 'store/unsafe-integer', message)
  }
  const checked = query.row.safeParse(raw)
  if (checked.success) return checked.data
  const message = `${query.name}: a row is not of the declared shape`
  throw new AppError('bug', 'store/row-shape', message, {
    detail: checked.error.message,
    cause: checked.error,
  })
}

/** Cuts JSON Lines that arrive in pieces, wherever the pieces break. */
class Lines {
  readonly #decoder = new TextDecoder()
  #rest = ''

  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.filter(line => line !== '')
  }

  end(): string[] {
    return this.#rest === '' ? [] : [this.#rest]
  }
}
