/**
 * Health and counts of a gateway, on a port of its own: on the port that clients call, every path is the upstream's. No
 * count names an account, a key or an address.
 */
import http from 'node:http'
import { AppError } from '../errors.ts'
import type { Decision } from '../model/decision.ts'
import type { Decider } from './decider.ts'

export interface GatewayStatus {
  /** False once it was told to end. */
  readonly isReady: boolean
  /** Calls under way. */
  readonly active: number
  readonly decisions: ReadonlyMap<Decision['decision'], number>
  readonly exchanges: { readonly waiting: number; readonly recorded: number; readonly dropped: number }
  /** Of what decisions rest on; absent where there is no snapshot. */
  readonly snapshotAgeS?: number | undefined
}

export interface StatusServer {
  readonly url: string
  close(): Promise<void>
}

/** The decider, and how often it said what. */
export function countedDecider(decider: Decider): Decider & { readonly made: GatewayStatus['decisions'] } {
  const made = new Map<Decision['decision'], number>()
  const count = (decision: Decision): Decision => {
    made.set(decision.decision, (made.get(decision.decision) ?? 0) + 1)
    return decision
  }
  return {
    made,
    decide(request, now) {
      const decided = decider.decide(request, now)
      return decided instanceof Promise ? decided.then(count) : count(decided)
    },
    settle: (decision, spent, now) => decider.settle(decision, spent, now),
  }
}

/**
 * `/healthz`, `/readyz` and `/metrics` (Prometheus text, 0.0.4). Port 0 asks for any free one.
 * @example await openStatus('127.0.0.1', 9464, () => ({ isReady: true, active: gateway.active(), … }))
 */
export function openStatus(host: string, port: number, read: () => GatewayStatus): Promise<StatusServer> {
  const answers: Readonly<Record<string, () => readonly [number, string]>> = {
    '/healthz': () => [200, 'ok\n'],
    '/readyz': () => (read().isReady ? [200, 'ready\n'] : [503, 'stopping\n']),
    '/metrics': () => [200, metricsOf(read())],
  }
  const server = http.createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined
    const [status, text] = answer?.() ?? [404, 'no such address\n']
    response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    response.end(text)
  })
  return new Promise((resolve, reject) => {
    server.on('error', () =>
      reject(
        new AppError(
          'conflict',
          'http/port-taken',
          `port ${port} cannot be used; choose another with --status-port`,
        ),
      ),
    )
    server.listen(port, host, () => {
      const address = server.address()
      const at = typeof address === 'object' && address !== null ? address.port : port
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${at}`,
        close: () =>
          new Promise(done => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

function metricsOf({ active, decisions, exchanges, snapshotAgeS }: GatewayStatus): string {
  const lines: string[] = []
  const tell = (
    name: string,
    kind: 'gauge' | 'counter',
    help: string,
    values: readonly (readonly [string, number])[],
  ) => {
    lines.push(`# HELP stillwatch_${name} ${help}`, `# TYPE stillwatch_${name} ${kind}`)
    for (const [label, value] of values) lines.push(`stillwatch_${name}${label} ${value}`)
  }
  tell('gateway_calls_active', 'gauge', 'Calls under way.', [['', active]])
  tell(
    'decisions_total',
    'counter',
    'Decisions, by verdict.',
    [...decisions].map(([decision, made]) => [`{decision="${decision}"}`, made]),
  )
  tell('gateway_exchanges_total', 'counter', 'Exchanges stored, and those passed on unrecorded.', [
    ['{outcome="recorded"}', exchanges.recorded],
    ['{outcome="dropped"}', exchanges.dropped],
  ])
  tell('gateway_exchanges_waiting', 'gauge', 'Exchanges not yet stored.', [['', exchanges.waiting]])
  if (snapshotAgeS !== undefined)
    tell('snapshot_age_seconds', 'gauge', 'Age of what decisions rest on.', [['', snapshotAgeS]])
  tell('gateway_resident_bytes', 'gauge', 'Memory of the process.', [['', process.memoryUsage.rss()]])
  return `${lines.join('\n')}\n`
}
