/** Testimony: what the origins that did not propose a set of accounts say about it. */
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { logCalibrateAt } from '../stats/evalues.ts'
import { logMovementP } from '../stats/movement.ts'
import { logMeanExp } from '../stats/special.ts'
import type { Blocks } from './block.ts'
import { moversLeast } from './movers.ts'
import type { Population } from './population.ts'
import { agreementNats, type Primary, type StratumCounts } from './primary.ts'
import type { Rhythms } from './rhythm.ts'

/** What can be asked about any set of accounts. */
export interface Witnesses {
  readonly primary: readonly Primary[]
  readonly blocks: Blocks
  readonly population: Population
  readonly counts: StratumCounts
  readonly rhythms: Rhythms
}

/** No origin testifies with more than this, so that no single one can convict. */
export const originCap = 12

/** Log e-value that these accounts' hours move together more than strangers' do. */
function movementNats(members: ArrayLike<number>, { rhythms }: Witnesses): number {
  const rows: number[] = []
  for (let i = 0; i < members.length; i++) {
    const row = rhythms.rowOf[members[i] as number] as number
    if (row >= 0) rows.push(row)
  }
  if (rows.length < moversLeast) return 0
  return logCalibrateAt(logMovementP(rhythms.matrix, rhythms.hours, rows, rhythms.pairNull))
}

/** Agreement of a set of accounts on every origin but the excluded ones. */
export function testimony(
  members: ArrayLike<number>,
  excluded: ReadonlySet<Origin>,
  witnesses: Witnesses,
): { byOrigin: Map<Origin, number>; bySignal: Map<AttributeSignal, number> } {
  const { primary, blocks, population, counts } = witnesses
  const lists = new Map<Origin, number[]>()
  const bySignal = new Map<AttributeSignal, number>()
  for (const one of primary) {
    if (excluded.has(one.signal.origin) || one.signal === coActivity) continue
    const nats = logMeanExp([
      agreementNats(members, one.most, blocks, population, counts),
      agreementNats(members, one.least, blocks, population, counts),
    ])
    bySignal.set(one.signal, nats)
    const list = lists.get(one.signal.origin) ?? []
    lists.set(one.signal.origin, list)
    list.push(nats)
  }
  const byOrigin = new Map<Origin, number>()
  for (const [origin, list] of lists) byOrigin.set(origin, Math.min(originCap, logMeanExp(list)))
  if (!excluded.has(coActivity.origin)) {
    const nats = movementNats(members, witnesses)
    bySignal.set(coActivity, nats)
    byOrigin.set(coActivity.origin, Math.min(originCap, nats))
  }
  return { byOrigin, bySignal }
}
