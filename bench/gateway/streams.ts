/** The client of the bench: opens streams and notes when each piece of an answer was read; what was sent in it is read later. */
import http from 'node:http'

export interface Measured {
  /** Milliseconds from sent to read, of every event. */
  readonly lags: number[]
  /** From asked to the first event. */
  readonly firsts: number[]
  failed: number
}

export interface Way {
  readonly port: number
  readonly headers: Record<string, string>
}

export interface Pattern {
  readonly streams: number
  readonly events: number
  /** Milliseconds between two events of a stream. */
  readonly gap: number
  /** When each stream begins, in milliseconds. */
  readonly begins: (stream: number) => number
}

export const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
export const body = JSON.stringify({
  model: 'm',
  stream: true,
  messages: [{ role: 'user', content: 'Explain how a heat pump works. '.repeat(60) }],
})
const sleep = (ms: number): Promise<void> => new Promise(resume => setTimeout(resume, ms))

/** A piece of an answer and when it was read. Nothing else is done while others may be waiting to be read. */
type Read = readonly [bigint, Buffer]

function stream(way: Way, { events, gap }: Pattern, measured: Measured): Promise<void> {
  return new Promise(resolve => {
    const begun = process.hrtime.bigint()
    const reads: Read[] = []
    const lost = (): void => {
      measured.failed += 1
      resolve()
    }
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port: way.port,
        path: `/v1/chat/completions?n=${events}&gap=${gap}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...way.headers,
        },
      },
      response => {
        response.on('data', (chunk: Buffer) => reads.push([process.hrtime.bigint(), chunk]))
        response.on('end', () => {
          // In a moment: the streams that are still under way must not wait for sums.
          setTimeout(() => {
            if (count(reads, begun, measured) === events) resolve()
            else lost()
          }, events * gap)
        })
        response.on('error', lost)
      },
    )
    request.on('error', lost)
    request.end(body)
  })
}

/** @returns how many events came whole */
function count(reads: readonly Read[], begun: bigint, measured: Measured): number {
  let held = ''
  let seen = 0
  for (const [at, chunk] of reads) {
    if (seen === 0) measured.firsts.push(Number(at - begun) / 1e6)
    held += chunk.toString('latin1')
    for (const [, sent] of held.matchAll(/"sent":"(\d+)"[^\n]*\n\n/g)) {
      measured.lags.push(Number(at - BigInt(sent ?? 0)) / 1e6)
      seen += 1
    }
    held = held.slice(held.lastIndexOf('\n\n') + 2)
  }
  return seen
}

/** All streams of a pattern, at once. */
export async function together(way: Way, pattern: Pattern): Promise<Measured> {
  const measured: Measured = { lags: [], firsts: [], failed: 0 }
  await Promise.all(
    Array.from({ length: pattern.streams }, async (_, i) => {
      await sleep(pattern.begins(i))
      await stream(way, pattern, measured)
    }),
  )
  return measured
}

/** Milliseconds of a call that is answered whole. */
export async function wholeCall(way: Way): Promise<number> {
  const begun = performance.now()
  const response = await fetch(`http://127.0.0.1:${way.port}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...way.headers },
    body: JSON.stringify({ ...JSON.parse(body), stream: false }),
  })
  await response.text()
  if (response.status !== 200) throw new Error(`a whole call was answered ${response.status}`)
  return performance.now() - begun
}
