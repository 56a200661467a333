/** Metrics of whoever decides, the same names for the service and for a gateway, in the form Prometheus reads. */
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Tally } from '../decide/tally.ts'

/** What is read when asked, instead of counted. */
export interface DecisionsWatched {
  /** Age of what decisions rest on, in seconds; undefined without one. */
  snapshotAgeS?(): number | undefined
  readonly decisions?: Pick<Tally, 'made' | 'tried'> | undefined
}

export const metricsPrefix = 'stillwatch_'

export function addDecisionMetrics(registry: Registry, watched: DecisionsWatched): void {
  const registers = [registry]
  new Gauge({
    name: `${metricsPrefix}snapshot_age_seconds`,
    help: 'Age of what decisions rest on; absent without a snapshot.',
    registers,
    collect() {
      this.reset()
      const age = watched.snapshotAgeS?.()
      if (age === undefined) this.remove()
      else this.set(age)
    },
  })
  new Counter({
    name: `${metricsPrefix}decisions_total`,
    help: 'Decisions, by verdict.',
    labelNames: ['decision'],
    registers,
    collect() {
      this.reset()
      for (const [decision, made] of watched.decisions?.made ?? []) this.inc({ decision }, made)
    },
  })
  new Counter({
    name: `${metricsPrefix}trials_total`,
    help: 'Calls that a rule, or a containment, in shadow would have treated otherwise, by rule and measure.',
    labelNames: ['rule', 'measure'],
    registers,
    collect() {
      this.reset()
      for (const { rule, measure, calls } of watched.decisions?.tried.values() ?? [])
        this.inc({ rule, measure }, calls)
    },
  })
}
