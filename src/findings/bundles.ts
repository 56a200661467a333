/**
 * Bundles: members divided by the values they hold until each bundle is nearly uniform, or there are as many as one
 * can read. Pure and deterministic. Each step makes the one division that leaves least uncertainty about who holds
 * what (information gain, as a decision tree grows), so the first divisions are those that matter most.
 */

/** Members that hold exactly these hubs. */
export interface HeldSet {
  hubs: readonly number[]
  accounts: number
}

export interface Division {
  /** `+3-7`: holds hub 3 and not hub 7. */
  within: string
  sets: readonly HeldSet[]
  accounts: number
}

const sum = (sets: readonly HeldSet[]): number => sets.reduce((total, one) => total + one.accounts, 0)

/** Bits of doubt about one yes-or-no among `whole` members, times their number. */
function doubt(part: number, whole: number): number {
  if (part === 0 || part === whole) return 0
  const p = part / whole
  return -whole * (p * Math.log2(p) + (1 - p) * Math.log2(1 - p))
}

/** How many of the sets' members hold each hub. */
export function holders(sets: readonly HeldSet[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { hubs, accounts } of sets)
    for (const hub of hubs) counts.set(hub, (counts.get(hub) ?? 0) + accounts)
  return counts
}

/** The hub that divides these members best, or none when all hold the same. Lower hubs win ties. */
function bestHub(one: Division): { hub: number; gain: number } | undefined {
  let best: { hub: number; gain: number } | undefined
  for (const [hub, held] of [...holders(one.sets)].sort(([a], [b]) => a - b)) {
    const gain = doubt(held, one.accounts)
    if (gain > (best?.gain ?? 0)) best = { hub, gain }
  }
  return best
}

/** The members behind a path. An unreadable path is the whole. */
export function select(sets: readonly HeldSet[], within: string): readonly HeldSet[] {
  let left = sets
  for (const [, sign, hub] of within.matchAll(/([+-])(\d{1,4})/g)) {
    left = left.filter(one => one.hubs.includes(Number(hub)) === (sign === '+'))
  }
  return left
}

/** At most `most` bundles of what `within` holds, the largest first. */
export function divide(sets: readonly HeldSet[], within: string, most: number): Division[] {
  const held = select(sets, within)
  const divisions: Division[] = [{ within, sets: held, accounts: sum(held) }]
  while (divisions.length < most) {
    let chosen: { index: number; hub: number; gain: number } | undefined
    divisions.forEach((one, index) => {
      const best = bestHub(one)
      if (best !== undefined && best.gain > (chosen?.gain ?? 0)) chosen = { index, ...best }
    })
    if (chosen === undefined) break
    const { index, hub } = chosen
    const parent = divisions[index]
    if (parent === undefined) break
    const halves = ([true, false] as const).map(isHeld => {
      const part = parent.sets.filter(one => one.hubs.includes(hub) === isHeld)
      return { within: `${parent.within}${isHeld ? '+' : '-'}${hub}`, sets: part, accounts: sum(part) }
    })
    divisions.splice(index, 1, ...halves)
  }
  return divisions
    .filter(one => one.accounts > 0)
    .sort((a, b) => b.accounts - a.accounts || (a.within < b.within ? -1 : 1))
}
