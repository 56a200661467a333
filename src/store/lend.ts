/**
 * A store lent to a worker thread: the statements run on this thread's engine, and everything that takes time in
 * JavaScript (reading rows, checking them) happens in the worker. The embedded engine itself cannot be opened in a
 * worker: its native part does not survive the end of the thread.
 */
import type { MessagePort } from 'node:worker_threads'
import { AppError, type ErrorKind } from '../errors.ts'
import { engineCode } from './classify.ts'
import { ClickHouseStore, engineOf } from './clickhouse-store.ts'
import type { Engine, Format, Rows, Settings, Statement } from './engine.ts'
import type { Store } from './store.ts'

type Call =
  | { id: number; call: 'readAll' | 'readStream'; statement: Statement; format: Format }
  | { id: number; call: 'execute' | 'define'; statement: Statement }
  | { id: number; call: 'insert'; table: string; rows: Rows; name: string; settings: Settings }
  | { id: number; call: 'more' | 'cancel' }
type Answer =
  | { id: number; bytes: Uint8Array }
  | { id: number; done: true }
  | { id: number; failure: Failure }
type Failure = { message: string; code?: number; app?: { kind: ErrorKind; code: string } }

/** Answers whoever holds the other end of the port, until it is closed. */
export function lendStore(store: Store, port: MessagePort): void {
  const engine = engineOf(store)
  const streams = new Map<number, AsyncIterator<Uint8Array>>()
  const next = async (id: number): Promise<Answer> => {
    const piece = await streams.get(id)?.next()
    if (piece !== undefined && piece.done !== true) return { id, bytes: own(piece.value) }
    streams.delete(id)
    return { id, done: true }
  }
  const run = async (call: Call): Promise<Answer> => {
    const { id } = call
    switch (call.call) {
      case 'readAll':
        return { id, bytes: own(await engine.readAll(call.statement, call.format)) }
      case 'readStream':
        streams.set(id, engine.readStream(call.statement, call.format)[Symbol.asyncIterator]())
        return next(id)
      case 'more':
        return next(id)
      case 'cancel':
        await streams.get(id)?.return?.()
        streams.delete(id)
        break
      case 'insert':
        await engine.insert(call.table, call.rows, call.name, call.settings)
        break
      default:
        await engine[call.call](call.statement)
    }
    return { id, done: true }
  }
  port.on('message', (call: Call) => {
    run(call)
      .catch((error: unknown): Answer => {
        streams.delete(call.id)
        return { id: call.id, failure: failureOf(error) }
      })
      .then(answer => port.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []))
      .catch(() => undefined)
  })
  port.on('close', () => {
    for (const stream of streams.values()) stream.return?.().catch(() => undefined)
    streams.clear()
  })
}

/** The engine may keep its own memory behind what it gives. */
const own = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

/** The store at the other end of the port. `kind` is that of the lent one. */
export function borrowStore(port: MessagePort, kind: Store['engine']): Store {
  const waiting = new Map<number, (answer: Answer) => void>()
  let calls = 0
  port.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  const send = async (id: number, call: object): Promise<Uint8Array | undefined> => {
    const answer = await new Promise<Answer>(resolve => {
      waiting.set(id, resolve)
      port.postMessage({ id, ...call })
    })
    if ('failure' in answer) throw errorOf(answer.failure)
    return 'bytes' in answer ? answer.bytes : undefined
  }
  const engine: Engine = {
    kind,
    cluster: undefined,
    readAll: async (statement, format) =>
      (await send(++calls, { call: 'readAll', statement, format })) ?? new Uint8Array(),
    async *readStream(statement, format) {
      const id = ++calls
      let isDone = false
      try {
        for (let call: object = { call: 'readStream', statement, format }; ; call = { call: 'more' }) {
          const bytes = await send(id, call)
          if (bytes === undefined) break
          yield bytes
        }
        isDone = true
      } catch (error) {
        isDone = true
        throw error
      } finally {
        if (!isDone) await send(id, { call: 'cancel' })
      }
    },
    execute: async statement => void (await send(++calls, { call: 'execute', statement })),
    define: async statement => void (await send(++calls, { call: 'define', statement })),
    insert: async (table, rows, name, settings) =>
      void (await send(++calls, { call: 'insert', table, rows, name, settings })),
    close: async () => port.close(),
  }
  return new ClickHouseStore(engine)
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof AppError) return { message, app: { kind: error.kind, code: error.code } }
  const code = engineCode(error)
  return code === undefined ? { message } : { message, code }
}

function errorOf({ message, code, app }: Failure): Error {
  if (app !== undefined) return new AppError(app.kind, app.code, message)
  return Object.assign(new Error(message), code === undefined ? {} : { clickhouseCode: code })
}
