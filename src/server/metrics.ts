/** What the service counts of itself, in the form Prometheus reads. No label holds an account, an id or an address. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { addDecisionMetrics, type DecisionsWatched, metricsPrefix } from '../gateway/decision-metrics.ts'
import type { Answer } from './app.ts'
import type { LiveBatch } from './live/ingest.ts'

export interface Metrics {
  answered(answer: Answer): void
  stored(batch: LiveBatch): void
  refused(): void
  detected(seconds: number, failed: boolean): void
  readonly type: string
  text(): Promise<string>
}

/** What is read when asked, instead of counted. */
export interface Watched extends DecisionsWatched {
  heldBytes(): number
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function makeMetrics(watched: Watched): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: `${metricsPrefix}http_request_seconds`,
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers,
  })
  const lines = new Counter({
    name: `${metricsPrefix}ingest_lines_total`,
    help: 'Lines taken in over HTTP, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  const bytes = new Counter({
    name: `${metricsPrefix}ingest_bytes_total`,
    help: 'Bytes stored, unpacked.',
    registers,
  })
  const batches = new Histogram({
    name: `${metricsPrefix}ingest_batch_seconds`,
    help: 'Time to store a batch.',
    buckets: seconds,
    registers,
  })
  const refused = new Counter({
    name: `${metricsPrefix}ingest_refused_total`,
    help: 'Requests refused because too much was waiting.',
    registers,
  })
  const runs = new Histogram({
    name: `${metricsPrefix}detection_seconds`,
    help: 'Time of a detection run.',
    labelNames: ['outcome'],
    buckets: [1, 5, 15, 60, 300, 1800, 7200],
    registers,
  })
  new Gauge({
    name: `${metricsPrefix}ingest_held_bytes`,
    help: 'Bytes read and not yet stored.',
    registers,
    collect() {
      this.set(watched.heldBytes())
    },
  })
  addDecisionMetrics(registry, watched)

  return {
    answered: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    stored({ bytes: size, ms, results }) {
      bytes.inc(size)
      batches.observe(ms / 1000)
      for (const outcome of ['taken', 'repeated', 'rejected', 'accounts'] as const)
        lines.inc(
          { outcome },
          results.reduce((sum, each) => sum + each[outcome], 0),
        )
    },
    refused: () => refused.inc(),
    detected: (took, failed) => runs.observe({ outcome: failed ? 'failed' : 'done' }, took),
    type: registry.contentType,
    text: () => registry.metrics(),
  }
}
