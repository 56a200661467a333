/** What look-alikes share when they size and name themselves. */
import { pick, type Rng } from '../../rng.ts'
import { randomHex, randomLogUniform } from '../draw.ts'
import { lastNames } from '../identity.ts'
import { drawPerson, type KindName, type Overrides } from '../people/kinds.ts'
import type { Source, World } from '../traffic.ts'

/** Head count for a world of this size; the numbers are meant for 10,000 honest accounts. */
export const crowdSize = (rng: Rng, world: World, low: number, high: number): number =>
  Math.max(
    Math.min(low, 8),
    Math.round(randomLogUniform(rng, low, high + 1) * Math.sqrt(world.accounts / 10_000)),
  )

/** `count` people of one look-alike. */
export function crowd(
  world: World,
  label: string,
  count: number,
  each: (rng: Rng, index: number) => { readonly kind: KindName } & Overrides,
): Source[] {
  const group = { kind: label.replace(/-\d+$/, ''), group: label }
  return Array.from({ length: count }, (_, index) => {
    const name = `${label}/${index}`
    const { kind, ...overrides } = each(world.rng(`${name}/own`), index)
    return drawPerson(world, name, kind, { as: group, ...overrides })
  })
}

export const companyDomain = (rng: Rng): string =>
  `${pick(rng, lastNames)}-${pick(rng, ['labs', 'group', 'works', 'systems', 'studio', 'partners'] as const)}.com`

export const corporateCard = (rng: Rng): { kind: string; bin: string; instrument: string } => ({
  kind: 'credit',
  bin: String(470000 + Math.floor(rng() * 9999)),
  instrument: `pm_${randomHex(rng, 16)}`,
})

/** Weight 1 inside `[from, until)` hours of the world, and `outside` elsewhere. */
export const during =
  (from: number, until: number, outside: number, inside = 1) =>
  (hour: number): number =>
    hour >= from && hour < until ? inside : outside
