import { attribute } from './signal.ts'

/** Accounts are cheap to open, payment instruments are not. */
export const sharedInstrument = attribute(import.meta.url, {
  id: 'shared-instrument',
  family: 'money',
  origin: 'money',
  grain: 'fine',
  cap: 6,
  why: 'One card pays for many accounts.',
  innocent:
    'Families, companies, agencies: they also share it openly with an organisation, and are asked what they take.',
  nullModel: 'Strangers of the same country and plan hold it as often as everybody outside the group does.',
  describe: value => `payment instrument ${value.slice(0, 12)}`,
})
