import { attribute } from './signal.ts'

/** Accounts opened on one device or with one phone number. */
export const signupDevice = attribute(import.meta.url, {
  id: 'signup-device',
  family: 'sign-up',
  origin: 'identity',
  grain: 'fine',
  cap: 8,
  why: 'Farms open accounts on few machines.',
  innocent: 'Shared family or library computers: few accounts, and nothing else agrees.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `sign-up ${value}`,
})
