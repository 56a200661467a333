/** A closed loop of keep-alive connections that write prepared requests: the client must not be what is measured. */
import { connect, type Socket } from 'node:net'

export interface Load {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

/** Drives `connections` connections for `ms`; `body(i)` is the i-th request's. */
export async function drive(
  url: string,
  connections: number,
  ms: number,
  body: (i: number) => string,
): Promise<Load> {
  const { hostname, port, host } = new URL(url)
  const times: number[] = []
  let failed = 0
  let next = 0
  const begun = performance.now()
  const until = begun + ms
  const one = (socket: Socket): Promise<void> =>
    new Promise(done => {
      let sent = 0
      let rest = Buffer.alloc(0)
      const send = (): void => {
        if (performance.now() >= until) {
          socket.destroy()
          done()
          return
        }
        const text = body(next++)
        sent = performance.now()
        socket.write(
          `POST /v1/decide HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        )
      }
      socket.on('data', chunk => {
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
        const head = rest.indexOf('\r\n\r\n')
        if (head < 0) return
        const header = rest.subarray(0, head).toString('latin1').toLowerCase()
        const length = Number(/content-length: (\d+)/.exec(header)?.[1] ?? 0)
        if (rest.length < head + 4 + length) return
        if (!header.startsWith('http/1.1 200')) failed++
        rest = Buffer.alloc(0)
        times.push(performance.now() - sent)
        send()
      })
      socket.on('error', () => {
        failed++
        done()
      })
      send()
    })
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(socket))
          socket.once('error', reject)
        }),
    ),
  )
  await Promise.all(sockets.map(one))
  const seconds = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed }
}
