/** Testimony: what the origins that did not propose a set of accounts say about it. */
import { coActivity } from '../signals/co-activity.ts'
import type { AttributeSignal, Origin } from '../signals/signal.ts'
import { logCalibrateAt } from '../stats/evalues.ts'
import { logMovementP } from '../stats/movement.ts'
import { logMeanExp } from '../stats/special.ts'
import type { Blocks } from './block.ts'
import { moversLeast } from './movers.ts'
import type { Population } from './population.ts'
import { agreementNats, type Primary, type Sheet, type StratumCounts, sheetOf } from './primary.ts'
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
export function movementNats(members: ArrayLike<number>, { rhythms }: Witnesses): number {
  const rows: number[] = []
  for (let i = 0; i < members.length; i++) {
    const row = rhythms.rowOf[members[i] as number] as number
    if (row >= 0) rows.push(row)
  }
  if (rows.length < moversLeast) return 0
  return logCalibrateAt(logMovementP(rhythms.matrix, rhythms.hours, rows, rhythms.pairNull))
}

const sheets = new WeakMap<readonly Primary[], Sheet>()

/** Made once for a look's columns, by whoever asks first. */
function sheetFor({ primary, population }: Witnesses): Sheet {
  const known = sheets.get(primary) ?? sheetOf(primary, population.size)
  sheets.set(primary, known)
  return known
}

/** Nats by which a set agrees on each column of `primary`, undefined where it is not asked. */
function agreements(
  members: ArrayLike<number>,
  excluded: ReadonlySet<Origin>,
  witnesses: Witnesses,
): (number | undefined)[] {
  const { primary, blocks, population, counts } = witnesses
  const { width, cells } = sheetFor(witnesses)
  const size = members.length
  const [most, least] = [new Int32Array(size), new Int32Array(size)]
  return primary.map(({ signal }, column) => {
    if (excluded.has(signal.origin) || signal === coActivity) return undefined
    let same = true
    for (let i = 0, at = 0; i < size; i++) {
      at = (members[i] as number) * width + 2 * column
      most[i] = cells[at] as number
      least[i] = cells[at + 1] as number
      if (most[i] !== least[i]) same = false
    }
    const usual = agreementNats(members, most, blocks, population, counts)
    const overlap = same ? usual : agreementNats(members, least, blocks, population, counts)
    return usual === 0 && overlap === 0 ? 0 : logMeanExp([usual, overlap])
  })
}

/** Agreement of a set of accounts on every origin but the excluded ones. */
export function testimony(
  members: ArrayLike<number>,
  excluded: ReadonlySet<Origin>,
  witnesses: Witnesses,
): { byOrigin: Map<Origin, number>; bySignal: Map<AttributeSignal, number> } {
  const lists = new Map<Origin, number[]>()
  const bySignal = new Map<AttributeSignal, number>()
  agreements(members, excluded, witnesses).forEach((nats, column) => {
    const { signal } = witnesses.primary[column] as Primary
    if (nats === undefined) return
    bySignal.set(signal, nats)
    const list = lists.get(signal.origin) ?? []
    lists.set(signal.origin, list)
    list.push(nats)
  })
  const byOrigin = new Map<Origin, number>()
  for (const [origin, list] of lists) byOrigin.set(origin, Math.min(originCap, logMeanExp(list)))
  if (!excluded.has(coActivity.origin)) {
    const nats = movementNats(members, witnesses)
    bySignal.set(coActivity, nats)
    byOrigin.set(coActivity.origin, Math.min(originCap, nats))
  }
  return { byOrigin, bySignal }
}
