import { attribute } from './signal.ts'

/** Accounts seen in one /24 or /48. */
export const sharedPrefix = attribute(import.meta.url, {
  id: 'shared-prefix',
  family: 'network',
  origin: 'network',
  grain: 'coarse',
  cap: 5,
  why: 'Rented machines stand in few ranges.',
  innocent: 'Neighbours at one provider.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `range ${value}`,
})
