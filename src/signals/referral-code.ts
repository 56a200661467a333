import { attribute } from './signal.ts'

/** Accounts that came through one referral. */
export const referralCode = attribute(import.meta.url, {
  id: 'referral-code',
  family: 'sign-up',
  origin: 'identity',
  grain: 'coarse',
  cap: 3,
  why: 'Credit programmes are farmed through one code.',
  innocent: 'A popular newsletter: many unrelated holders weigh nothing.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `referral ${value}`,
})
