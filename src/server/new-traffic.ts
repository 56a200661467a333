/** Whether there is anything that the newest run of detection has not seen. */
import { z } from 'zod'
import { newestRun } from '../findings/read.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'

const trafficCount = defineQuery(new URL('./traffic-count.sql', import.meta.url), {
  params: z.object({}),
  row: z.object({ exchanges: z.number().int() }),
})

export async function hasNewTraffic(store: Store): Promise<boolean> {
  const [counted] = await store.rows(trafficCount, {})
  const run = await newestRun(store)
  return counted !== undefined && counted.exchanges > (run?.exchanges ?? 0)
}
