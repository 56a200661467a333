import { defineQuery } from '../query.ts'
import { type AttributeSignal, holdingSchema, windowSchema } from './signal.ts'

/** Accounts whose hours move together once each one's own rhythm is divided out. */
export const coActivity: AttributeSignal = {
  kind: 'attribute',
  id: 'co-activity',
  family: 'timing',
  origin: 'timing',
  grain: 'coarse',
  cap: 5,
  why: 'One controller starts, stops and pauses all of a pool; giving each account its own hour costs throughput.',
  innocent:
    'Colleagues and classmates keep common hours: their own rhythm and everybody’s outages are divided out, and the rest is asked what it takes.',
  nullModel:
    'Hourly residuals of strangers (own hour-of-day profile × own day activity removed) agree with a direction as often as the median account’s do.',
  // The decomposition is computed from discover/rhythm.sql; this query shows the hours behind one value.
  query: defineQuery(new URL('./co-activity.sql', import.meta.url), {
    params: windowSchema,
    row: holdingSchema,
  }),
  describe: value => `hourly residuals on component ${value}`,
}
