/** Runs sources hour by hour and yields lines in order of time. Memory holds the hours still open, never the world. */
import { namedRng } from './draw.ts'
import { renderDraft } from './render.ts'
import type { Emit, Source, World } from './traffic.ts'

interface Pending {
  readonly time: number
  readonly line: string
}

const hourMs = 3_600_000

/** A bijection on 48-bit counters, so that ids are unique and say nothing about order or origin. */
function makeIds(seed: number): () => string {
  const salt = Math.floor(namedRng(seed, 'ids')() * 2 ** 24)
  let counter = 0
  return () => {
    counter++
    const low = counter & 0xffffff
    const high = Math.floor(counter / 0x1000000)
    const mixedLow = (Math.imul(low, 0x9e3779) & 0xffffff) ^ salt
    const mixedHigh = (Math.imul(high, 0x85ebcb) & 0xffffff) ^ (Math.imul(mixedLow, 0x6b43a9) & 0xffffff)
    return `ex_${mixedHigh.toString(16).padStart(6, '0')}${mixedLow.toString(16).padStart(6, '0')}`
  }
}

/** One string of JSON lines an hour of the world. */
export function* playHours(
  world: World,
  sources: readonly Source[],
): Generator<{ hour: number; lines: string; count: number }> {
  const buckets = new Map<number, Pending[]>()
  const nextId = makeIds(world.seed)
  const emit: Emit = (member, draft) => {
    const hour = Math.floor((draft.time - world.start) / hourMs)
    if (hour < 0 || hour >= world.hours) return
    member.exchanges++
    if (draft.isExtracting) member.extracting++
    const pending = { time: Math.floor(draft.time), line: renderDraft(member.line.account, draft) }
    const bucket = buckets.get(hour)
    if (bucket === undefined) buckets.set(hour, [pending])
    else bucket.push(pending)
  }
  for (let hour = 0; hour < world.hours; hour++) {
    for (const source of sources) source.hour(hour, emit)
    const bucket = (buckets.get(hour) ?? []).sort((a, b) => a.time - b.time)
    buckets.delete(hour)
    let lines = ''
    for (const pending of bucket) lines += `{"id":"${nextId()}",${pending.line}`
    yield { hour, lines, count: bucket.length }
  }
}
