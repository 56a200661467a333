/** Detection in a thread of its own: minutes of arithmetic that would hold up every request. The store is borrowed. */
import { parentPort, workerData } from 'node:worker_threads'
import { readFalseCampaigns } from '../contain/calibration.ts'
import { detect } from '../discover/detect.ts'
import { AppError } from '../errors.ts'
import { borrowStore } from '../store/lend.ts'

const { port, engine } = workerData
const store = borrowStore(port, engine)
try {
  const falseCampaigns = await readFalseCampaigns(store)
  const run = await detect(store, falseCampaigns === undefined ? {} : { falseCampaigns })
  parentPort?.postMessage({ run })
} catch (error) {
  const { kind, code } = error instanceof AppError ? error : { kind: 'bug', code: 'detect/failed' }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  parentPort?.postMessage({
    kind,
    code,
    message: error instanceof Error ? error.message : 'detection failed',
    detail,
  })
} finally {
  await store.close()
}
