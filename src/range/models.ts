/** The provider's models: one is released while the world runs; people follow at their own pace, controllers at once. */
import type { Rng } from '../rng.ts'
import { chance, weighted } from './draw.ts'
import type { World } from './traffic.ts'

export const models = {
  flagship: 'vega-4',
  successor: 'vega-4.5',
  small: 'vega-4-mini',
  reasoner: 'vega-4-think',
} as const

/** What one account asks for at a given hour. */
export type ModelChoice = (hour: number) => string

/** People: a favourite, and a personal delay before the new release is tried. */
export function peoplesChoice(rng: Rng, world: World): ModelChoice {
  const before = weighted(rng, [
    [models.flagship, 6],
    [models.small, 3],
    [models.reasoner, 1],
  ] as const)
  const follows = before === models.flagship && chance(rng, 0.6)
  const switchHour = follows ? world.releaseHour + 4 + rng() ** 2 * 400 : Number.POSITIVE_INFINITY
  return hour => (hour >= switchHour ? models.successor : before)
}

/** A controller: `pivotHours` after the release everything asks for the new model. */
export function controllersChoice(before: string, world: World, pivotHours: number): ModelChoice {
  return hour => (hour >= world.releaseHour + pivotHours ? models.successor : before)
}
