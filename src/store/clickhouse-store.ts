/** The store over any ClickHouse engine: binding, row shapes, idempotence, one kind of error. */
import { AppError } from '../errors.ts'
import type { Query } from '../query.ts'
import { bind } from './bind.ts'
import { classify } from './classify.ts'
import type { Engine, Settings, Statement } from './engine.ts'
import { nativeSettings, readColumns } from './native.ts'
import type { Store } from './store.ts'

export class ClickHouseStore implements Store {
  readonly engine: 'embedded' | 'server'
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
    this.engine = engine.kind
  }

  async rows<P, R>(query: Query<P, R>, params: P, signal?: AbortSignal): Promise<R[]> {
    const statement = prepare(query, params)
    try {
      const result = await this.#engine.readAll(statement, 'JSONEachRow', signal)
      const rows: R[] = []
      for await (const line of lines([result])) rows.push(readRow(query, line))
      return rows
    } catch (error) {
      throw classify(error, query.name)
    }
  }

  async *stream<P, R>(
    query: Query<P, R>,
    params: P,
    signal?: AbortSignal,
  ): AsyncGenerator<R, void, undefined> {
    const statement = prepare(query, params)
    try {
      for await (const line of lines(this.#engine.readStream(statement, 'JSONEachRow', signal))) {
        yield readRow(query, line)
      }
    } catch (error) {
      throw classify(error, query.name)
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
    const body = rows.map(row =>
      JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    )
    const name = `store/append-${table}`
    try {
      await this.#engine.insert(table, `${body.join('\n')}\n`, name, { insert_deduplication_token: batchId })
    } catch (error) {
      throw classify(error, name)
    }
  }

  async columns<P>(query: Query<P, unknown>, params: P): Promise<Record<string, Float64Array | string[]>> {
    const statement = prepare(query, params, nativeSettings)
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

function prepare<P>(query: Query<P, unknown>, params: P, settings: Settings = {}): Statement {
  const checked = query.params.safeParse(params)
  if (!checked.success) {
    throw new AppError('bug', 'store/parameter', `${query.name}: wrong parameters`, { cause: checked.error })
  }
  return { sql: query.sql, name: query.name, params: bind(query.sql, checked.data), settings }
}

function readRow<P, R>(query: Query<P, R>, line: string): R {
  const raw: unknown = JSON.parse(line)
  const checked = query.row.safeParse(raw)
  if (!checked.success) {
    const message = `${query.name}: a row is not of the declared shape`
    throw new AppError('bug', 'store/row-shape', message, {
      detail: checked.error.message,
      cause: checked.error,
    })
  }
  return checked.data
}

/** Splits pieces of JSON Lines, wherever the pieces break. */
async function* lines(
  chunks: AsyncIterable<Uint8Array> | Uint8Array[],
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
      if (end > from) yield rest.slice(from, end)
      from = end + 1
    }
    rest = rest.slice(from)
  }
  if (rest !== '') yield rest
}
