import { attribute } from './signal.ts'

/** Farms open accounts from few addresses. */
export const signupAddress = attribute(import.meta.url, {
  id: 'signup-address',
  family: 'sign-up',
  origin: 'network',
  grain: 'fine',
  cap: 5,
  why: 'Accounts opened from one address.',
  innocent: 'Campus, office and carrier gateways: weight falls with everybody seen on it.',
  nullModel: 'Strangers of the same country and plan hold it as often as everybody outside the group does.',
  describe: value => `sign-up address ${value}`,
})
