/**
 * Health and counts of a gateway, on a port of its own: on the port that clients call, every path is the upstream's. No
 * count names an account, a key or an address.
 */
import http from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { makeTally, type Tally } from '../decide/tally.ts'
import { AppError } from '../errors.ts'
import { closeServer } from './close-server.ts'
import type { Decider } from './decider.ts'
import { addDecisionMetrics, type DecisionsWatched, metricsPrefix } from './decision-metrics.ts'

export interface GatewayStatus extends DecisionsWatched {
  /** False once it was told to end. */
  isReady(): boolean
  /** Calls under way. */
  active(): number
  readonly exchanges: { readonly waiting: number; readonly recorded: number; readonly dropped: number }
}

export interface StatusServer {
  readonly url: string
  close(): Promise<void>
}

/** The decider, and how often it said what. */
export function countedDecider(decider: Decider): Decider & { readonly tally: Tally } {
  const tally = makeTally()
  const count = <T extends Parameters<Tally['count']>[0]>(decision: T): T => {
    tally.count(decision)
    return decision
  }
  return {
    tally,
    decide(request, now) {
      const decided = decider.decide(request, now)
      return decided instanceof Promise ? decided.then(count) : count(decided)
    },
    settle: (decision, spent, now) => decider.settle(decision, spent, now),
  }
}

/**
 * `/healthz`, `/readyz` and `/metrics` (as Prometheus reads them). Port 0 asks for any free one.
 * @example await openStatus('127.0.0.1', 9464, { isReady: () => true, active: () => gateway.active(), … })
 */
export function openStatus(host: string, port: number, status: GatewayStatus): Promise<StatusServer> {
  const registry = registryOf(status)
  const plain = async (code: number, text: string) => ({ code, text, type: 'text/plain; charset=utf-8' })
  const answers: Readonly<Record<string, () => Promise<{ code: number; text: string; type: string }>>> = {
    '/healthz': () => plain(200, 'ok\n'),
    '/readyz': () => (status.isReady() ? plain(200, 'ready\n') : plain(503, 'stopping\n')),
    '/metrics': async () => ({ code: 200, text: await registry.metrics(), type: registry.contentType }),
  }
  const server = http.createServer(async (request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined
    const { code, text, type } = await (answer?.() ?? plain(404, 'no such address\n'))
    response.writeHead(code, { 'content-type': type })
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
        close: () => closeServer(server, 0),
      })
    })
  })
}

function registryOf(status: GatewayStatus): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  addDecisionMetrics(registry, status)
  new Gauge({
    name: `${metricsPrefix}gateway_calls_active`,
    help: 'Calls under way.',
    registers,
    collect() {
      this.set(status.active())
    },
  })
  new Counter({
    name: `${metricsPrefix}gateway_exchanges_total`,
    help: 'Exchanges stored, and those passed on unrecorded.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset()
      for (const outcome of ['recorded', 'dropped'] as const) this.inc({ outcome }, status.exchanges[outcome])
    },
  })
  new Gauge({
    name: `${metricsPrefix}gateway_exchanges_waiting`,
    help: 'Exchanges not yet stored.',
    registers,
    collect() {
      this.set(status.exchanges.waiting)
    },
  })
  return registry
}
