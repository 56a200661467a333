/** Work that would hold up every request runs in a thread of its own, on this process's store. */
import { MessageChannel, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { AppError, type ErrorKind, errorKinds } from '../errors.ts'
import { borrowStore, lendStore } from '../store/lend.ts'
import type { Store } from '../store/store.ts'

const kinds = Object.keys(errorKinds) as [ErrorKind, ...ErrorKind[]]
const failureSchema = z.object({
  kind: z.enum(kinds),
  code: z.string(),
  message: z.string(),
  detail: z.string(),
})

export interface Thread<T> {
  readonly result: Promise<T>
  /** Ends it wherever it is. */
  stop(): Promise<void>
}

interface Work<T> {
  /** File of this folder without its ending. */
  readonly file: string
  readonly data: object
  readonly answer: z.ZodType<T>
  broke(cause: unknown): AppError
  stopped(): AppError
}

export function inThread<T>(store: Store, { file, data, answer, broke, stopped }: Work<T>): Thread<T> {
  const { port1, port2 } = new MessageChannel()
  lendStore(store, port1)
  const worker = startWorker(file, { ...data, port: port2, engine: store.engine }, [port2])
  const reportSchema = z.union([z.object({ answer }), failureSchema])
  const result = new Promise<T>((resolve, reject) => {
    worker.on('message', message => {
      const report = reportSchema.parse(message)
      if ('answer' in report) resolve(report.answer as T)
      else reject(new AppError(report.kind, report.code, report.message, { detail: report.detail }))
    })
    worker.on('error', cause => reject(broke(cause)))
    worker.on('exit', () => {
      port1.close()
      reject(stopped())
    })
  })
  return {
    result,
    async stop() {
      await worker.terminate()
    },
  }
}

/** In a checkout the source is TypeScript, which a thread reads only with the loader that this process has too. */
function startWorker(file: string, workerData: object, transferList: readonly MessagePort[]): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  const options = { workerData, transferList: [...transferList] }
  if (!isSource) return new Worker(new URL(`./${file}.js`, import.meta.url), options)
  const load = `import("tsx/esm/api").then(tsx => tsx.tsImport("./${file}.ts", ${JSON.stringify(import.meta.url)}))`
  return new Worker(load, { ...options, eval: true })
}

/** The other side: does the work on the borrowed store and reports what came of it. */
export async function asThread(
  work: (store: Store, data: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<void> {
  const { port, engine, ...data } = workerData
  const store = borrowStore(port, engine)
  try {
    parentPort?.postMessage({ answer: await work(store, data) })
  } catch (error) {
    const { kind, code } = error instanceof AppError ? error : { kind: 'bug', code: 'bug/unexpected' }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const message = error instanceof Error ? error.message : 'it failed'
    parentPort?.postMessage({ kind, code, message, detail })
  } finally {
    await store.close()
  }
}
