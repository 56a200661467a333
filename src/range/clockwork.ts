/** Runs sources hour by hour and yields lines in order of time. Memory holds the hours still open, never the world. */
import { namedRng } from './draw.ts'
import { renderDraft } from './render.ts'
import type { Emit, Member, Source, World } from './traffic.ts'

const hourMs = 3_600_000
const idHead = '{"id":"ex_'
const idLength = 12
const headLength = idHead.length + idLength + 2

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
    return mixedHigh.toString(16).padStart(6, '0') + mixedLow.toString(16).padStart(6, '0')
  }
}

/** Lines of one open hour as bytes: strings that live for hours would cost more in garbage collection than all else. */
class HourOfLines {
  private bytes = Buffer.allocUnsafe(1 << 16)
  private used = 0
  private readonly times: number[] = []
  private readonly starts: number[] = []
  private readonly senders: Member[] = []
  private readonly extracting: Member[] = []

  add(time: number, line: string, sender: Member, isExtracting: boolean): void {
    this.senders.push(sender)
    if (isExtracting) this.extracting.push(sender)
    // A UTF-16 unit takes three bytes at most.
    const needed = this.used + headLength + line.length * 3
    if (needed > this.bytes.length) {
      const wider = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
      this.bytes.copy(wider, 0, 0, this.used)
      this.bytes = wider
    }
    this.times.push(time)
    this.starts.push(this.used)
    this.used += headLength + this.bytes.write(line, this.used + headLength)
  }

  get count(): number {
    return this.times.length
  }

  /** Whoever sent is counted when the hour is over: a world that stops earlier has not seen it. */
  tally(): void {
    for (const member of this.senders) member.exchanges++
    for (const member of this.extracting) member.extracting++
  }

  /** All lines by time; equal times stay in the order they came. */
  inOrder(nextId: () => string): Buffer {
    const order = Uint32Array.from(this.times, (_, i) => i).sort(
      (a, b) => (this.times[a] ?? 0) - (this.times[b] ?? 0) || a - b,
    )
    const sorted = Buffer.allocUnsafe(this.used)
    let at = 0
    for (const index of order) {
      const start = this.starts[index] ?? 0
      const end = this.starts[index + 1] ?? this.used
      this.bytes.copy(sorted, at, start, end)
      sorted.write(`${idHead}${nextId()}",`, at, 'latin1')
      at += end - start
    }
    return sorted
  }
}

/** The JSON lines of one hour of the world after the other. */
export function* playHours(
  world: World,
  sources: readonly Source[],
): Generator<{ hour: number; lines: Buffer; count: number }> {
  const open = new Map<number, HourOfLines>()
  const nextId = makeIds(world.seed)
  const emit: Emit = (member, draft) => {
    const hour = Math.floor((draft.time - world.start) / hourMs)
    if (hour < 0 || hour >= world.hours) return
    let lines = open.get(hour)
    if (lines === undefined) {
      lines = new HourOfLines()
      open.set(hour, lines)
    }
    const line = renderDraft(member.line.account, draft)
    lines.add(Math.floor(draft.time), line, member, draft.isExtracting === true)
  }
  for (let hour = 0; hour < world.hours; hour++) {
    for (const source of sources) source.hour(hour, emit)
    const lines = open.get(hour) ?? new HourOfLines()
    open.delete(hour)
    lines.tally()
    yield { hour, lines: lines.inOrder(nextId), count: lines.count }
  }
}
