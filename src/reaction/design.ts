/**
 * A probe as an experiment: a few suspected members are slowed a little in some periods and left alone in others, and
 * the load of those never slowed is watched. One controller moves work away from slow accounts; strangers cannot know.
 *
 * A switchback in pairs of periods: in each pair a coin says which period is `on`. The coin is the only difference
 * between the two, so hours of the day, lessons, releases and outages fall on both alike (Bojinov, Simchi-Levi and
 * Zhao 2023, Design and Analysis of Switchback Experiments). Pure: seed in, design out.
 */
import { z } from 'zod'
import { makeRng, type Rng } from '../rng.ts'

export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delay'), ms: z.int().min(1).max(5_000) }),
  z.object({
    kind: z.literal('concurrency'),
    most: z
      .int()
      .min(1)
      .max(64)
      .describe('Calls of an account at once, at each gateway: with g gateways up to g times as many.'),
  }),
])
export type Change = z.infer<typeof changeSchema>

export const designSchema = z.object({
  seed: z.int().min(0),
  change: changeSchema,
  starts: z.number().describe('Epoch milliseconds of the first period.'),
  period_ms: z.int().min(60_000),
  washout_ms: z.int().min(0).describe('Beginning of each period that is not counted: work in flight.'),
  on_first: z
    .array(z.boolean())
    .min(6)
    .max(500)
    .describe('One pair of periods each: is `on` the first of the two?'),
  alpha: z.number().gt(0).max(0.1),
})
export type Design = z.infer<typeof designSchema>

export interface Drawn {
  readonly treated: readonly string[]
  /** Suspected members that are never slowed: their load is the outcome. */
  readonly control: readonly string[]
  readonly design: Design
}

/** Draws who is slowed and when. The same seed and members always give the same experiment. */
export function draw(
  members: readonly string[],
  treated: number,
  asked: Omit<Design, 'on_first'> & { readonly pairs: number },
): Drawn {
  const { pairs, ...rest } = asked
  const rng = makeRng(asked.seed)
  const order = shuffled([...new Set(members)].sort(), rng)
  const on_first = Array.from({ length: pairs }, () => rng() < 0.5)
  return {
    treated: order.slice(0, treated).sort(),
    control: order.slice(treated).sort(),
    design: designSchema.parse({ ...rest, on_first }),
  }
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  const out = [...items]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1))
    ;[out[i], out[j]] = [out[j] as T, out[i] as T]
  }
  return out
}

export const endOf = ({ starts, period_ms, on_first }: Design): number =>
  starts + 2 * period_ms * on_first.length

/** Spans in which the change applies, as [first, one past the last] epoch milliseconds. */
export function spansOf({ starts, period_ms, on_first }: Design): [number, number][] {
  return on_first.map((onFirst, pair) => {
    const begin = starts + (2 * pair + (onFirst ? 0 : 1)) * period_ms
    return [begin, begin + period_ms]
  })
}

/** Whether the change applies at a moment (epoch milliseconds). Before, after and in `off` periods it never does. */
export function isOn(design: Design, at: number): boolean {
  const period = Math.floor((at - design.starts) / design.period_ms)
  if (period < 0) return false
  const onFirst = design.on_first[Math.floor(period / 2)]
  return onFirst === undefined ? false : (period % 2 === 0) === onFirst
}
