import { attribute } from './signal.ts'

/** Rented machines stand in few ranges. */
export const sharedPrefix = attribute(import.meta.url, {
  id: 'shared-prefix',
  family: 'network',
  origin: 'network',
  grain: 'coarse',
  cap: 3,
  why: 'Accounts seen in one /24 or /48.',
  innocent: 'Neighbours at one provider.',
  nullModel: 'Strangers of the same country and plan hold it as often as everybody outside the group does.',
  describe: value => `range ${value}`,
})
