/** Plays a store in event time: at each step detection sees what had happened by then, through the code of live use. */
import { z } from 'zod'
import type { Run } from '../model/finding.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { type DetectOptions, detect } from './detect.ts'
import { Memory } from './memory.ts'

const boundsQuery = defineQuery(new URL('./bounds.sql', import.meta.url), {
  params: z.object({}),
  row: z.object({ first: z.coerce.number(), last: z.coerce.number(), exchanges: z.coerce.number() }),
})

export interface ReplayOptions extends Omit<DetectOptions, 'asOf'> {
  /** Milliseconds of event time between two looks. */
  everyMs: number
  /** First and last look, epoch milliseconds; default: the traffic's own. */
  start?: number
  end?: number
  /** Told after each look. */
  onStep?: (step: Run, done: number, total: number) => void
}

/** The times at which a replay looks: every step from the start, and the end itself. */
export function lookTimes(first: number, last: number, everyMs: number): number[] {
  const times: number[] = []
  for (let time = first + everyMs; time < last; time += everyMs) times.push(time)
  times.push(last)
  return times
}

/**
 * Runs detection at every step; what each step found is kept as a run of its own. The last look is a full one, so that a
 * replay ends with what `detect` finds.
 */
export async function replay(store: Store, options: ReplayOptions): Promise<Run[]> {
  const bounds = (await store.rows(boundsQuery, {}))[0]
  if (!bounds || bounds.exchanges === 0) return []
  const times = lookTimes(options.start ?? bounds.first, options.end ?? bounds.last, options.everyMs)
  const runs: Run[] = []
  const memory = new Memory()
  for (const [i, time] of times.entries()) {
    const rests = i < times.length - 1 ? { memory } : {}
    const run = await detect(store, { ...options, ...rests, asOf: new Date(time).toISOString() })
    runs.push(run)
    options.onStep?.(run, i + 1, times.length)
  }
  return runs
}
