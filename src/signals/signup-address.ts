import { attribute } from './signal.ts'

/** Accounts opened from one address. */
export const signupAddress = attribute(import.meta.url, {
  id: 'signup-address',
  family: 'sign-up',
  origin: 'network',
  grain: 'fine',
  cap: 7,
  why: 'Farms open accounts from few addresses.',
  innocent: 'Campus, office and carrier gateways: weight falls with everybody seen on it.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `sign-up address ${value}`,
})
