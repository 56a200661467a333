/** Starts detection in a thread of its own, with this process's store. */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError, type ErrorKind, errorKinds } from '../errors.ts'
import { type Run, runSchema } from '../model/finding.ts'
import { lendStore } from '../store/lend.ts'
import type { Store } from '../store/store.ts'

const kinds = Object.keys(errorKinds) as [ErrorKind, ...ErrorKind[]]
const reportSchema = z.union([
  z.object({ run: runSchema }),
  z.object({ kind: z.enum(kinds), code: z.string(), message: z.string(), detail: z.string() }),
])

export interface DetectionThread {
  readonly run: Promise<Run>
  /** Ends it wherever it is: a run is saved whole or not at all. */
  stop(): Promise<void>
}

/** @example const { run } = detectInThread(store); await run */
export function detectInThread(store: Store): DetectionThread {
  const { port1, port2 } = new MessageChannel()
  lendStore(store, port1)
  const worker = startWorker({ port: port2, engine: store.engine }, [port2])
  const run = new Promise<Run>((resolve, reject) => {
    worker.on('message', message => {
      const report = reportSchema.parse(message)
      if ('run' in report) resolve(report.run)
      else reject(new AppError(report.kind, report.code, report.message, { detail: report.detail }))
    })
    worker.on('error', cause => {
      reject(
        new AppError('bug', 'detect/thread', 'the thread of detection broke', {
          cause,
          detail: String(cause),
        }),
      )
    })
    worker.on('exit', () => {
      port1.close()
      reject(new AppError('upstream', 'detect/stopped', 'detection was stopped before it ended'))
    })
  })
  return {
    run,
    async stop() {
      await worker.terminate()
    },
  }
}

/** In a checkout the source is TypeScript, which a thread reads only with the loader that this process has too. */
function startWorker(workerData: object, transferList: readonly MessagePort[]): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './detect-worker.ts' : './detect-worker.js'
  const options = { workerData, transferList: [...transferList] }
  if (entry.endsWith('.js')) return new Worker(new URL(entry, import.meta.url), options)
  const load = `import("tsx/esm/api").then(tsx => tsx.tsImport("${entry}", ${JSON.stringify(import.meta.url)}))`
  return new Worker(load, { ...options, eval: true })
}
