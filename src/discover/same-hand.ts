/**
 * Test, first question: are these accounts run by one hand? An e-value against "strangers who happen to agree".
 * What found the group has paid for everything that was tried; origins that took no part in finding it testify freely.
 */
import type { Evidence } from '../model/finding.ts'
import { coActivity } from '../signals/co-activity.ts'
import type { Origin } from '../signals/signal.ts'
import { logCalibrateAt } from '../stats/evalues.ts'
import { logMeanExp } from '../stats/special.ts'
import type { SharedValue } from './block.ts'
import type { Tie } from './group.ts'
import type { Link } from './link.ts'
import { commonOf, type Seed } from './seed.ts'
import { originCap, testimony, type Witnesses } from './testimony.ts'

export interface HandTest {
  readonly nats: number
  readonly evidence: readonly Evidence[]
  /** Origins that spoke for one hand. */
  readonly origins: readonly Origin[]
  /** Nats of agreement by origin, capped; what found the group is among them. */
  readonly byOrigin: ReadonlyMap<Origin, number>
  readonly bySignal: ReadonlyMap<string, number>
  /** Share of members who agree with two others at least, by signal that spoke for one hand. */
  readonly covered: ReadonlyMap<string, number>
  /** Share of members who hold the commonest value, by the same signals. */
  readonly commonest: ReadonlyMap<string, number>
}

export interface Found {
  readonly links: readonly Link[]
  readonly pairs: number
  readonly seeds: readonly Seed[]
  /** Circles of like use that other origins spoke for. */
  readonly circles: readonly Tie[]
}

/** Share of a seed's holders that must be members for the seed to speak for the group. */
const mostly = 0.8

export function testSameHand(members: readonly number[], found: Found, witnesses: Witnesses): HandTest {
  const { primary, blocks, population } = witnesses
  const inside = new Set(members)
  const within = (holders: Int32Array): boolean => {
    const n = commonOf(holders, inside)
    return n >= mostly * holders.length && n >= 4
  }
  const seed = found.seeds.find(one => within(one.holders))
  const circle = found.circles.find(one => within(one.holders))
  const link = found.links.find(one => within(one.holders))
  // Chernoff: the Poisson tail is at most exp(−surprise); Bonferroni over all pairs looked at.
  const logP = link ? Math.max(-700, Math.min(0, Math.log(Math.max(1, found.pairs)) - link.surprise)) : 0
  const linkNats = link ? Math.min(2 * originCap, logCalibrateAt(logP)) : 0
  const { byOrigin, bySignal } = testimony(members, new Set(), witnesses)
  // A group that no single tie covers was found by two origins at least: without the two loudest, what do the rest say?
  const rest = [...byOrigin.values()].sort((a, b) => b - a).slice(2)
  const restNats = rest.reduce((sum, own) => sum + logMeanExp([0, own]), 0)
  const nats = Math.max(seed?.nats ?? 0, circle?.nats ?? 0, linkNats, restNats)

  const evidence: Evidence[] = []
  const covered = new Map<string, number>()
  const commonest = new Map<string, number>()
  for (const [signal, weight] of bySignal) {
    if (weight <= 1) continue
    if (signal === coActivity) {
      evidence.push({
        signal: signal.id,
        family: signal.family,
        weight: Number(Math.min(originCap, weight).toFixed(2)),
        detail: `hour by hour, ${members.length} members start, pause and stop together more than strangers do; each one's own rhythm and the days of most agreement are left out`,
      })
      continue
    }
    const column = primary.find(one => one.signal === signal)
    const tally = new Map<number, number>()
    for (const member of members) {
      const v = column?.most[member] ?? -1
      if (v >= 0) tally.set(v, (tally.get(v) ?? 0) + 1)
    }
    const agreeing = [...tally.values()].filter(count => count >= 3).reduce((sum, count) => sum + count, 0)
    covered.set(signal.id, agreeing / members.length)
    const [top, count] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0]
    commonest.set(signal.id, count / members.length)
    const value = blocks.values[top] as SharedValue | undefined
    if (!value) continue
    const outside = value.holders.length - value.holders.filter(holder => inside.has(holder)).length
    evidence.push({
      signal: signal.id,
      family: signal.family,
      weight: Number(Math.min(originCap, weight).toFixed(2)),
      detail: `${count} of ${members.length} members agree on ${signal.describe(value.value)}; ${outside} of ${population.size - members.length} other accounts have it`,
    })
  }
  evidence.sort((x, y) => y.weight - x.weight || (x.signal < y.signal ? -1 : 1))
  return {
    nats,
    evidence,
    byOrigin,
    covered,
    commonest,
    bySignal: new Map([...bySignal].map(([signal, own]) => [signal.id, own])),
    origins: [...byOrigin]
      .filter(([, own]) => own > 1)
      .sort((a, b) => b[1] - a[1])
      .map(([origin]) => origin),
  }
}
