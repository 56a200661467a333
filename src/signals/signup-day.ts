import { attribute } from './signal.ts'

/** Accounts opened on one day. */
export const signupDay = attribute(import.meta.url, {
  id: 'signup-day',
  family: 'sign-up',
  origin: 'identity',
  grain: 'coarse',
  cap: 4,
  why: 'Pools are opened in bursts.',
  innocent: 'A class or a launch day: held against the sign-ups of that day in the same country.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `sign-up day ${value}`,
})
