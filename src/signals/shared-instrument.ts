import { attribute } from './signal.ts'

/** One card pays for many accounts. */
export const sharedInstrument = attribute(import.meta.url, {
  id: 'shared-instrument',
  family: 'money',
  origin: 'money',
  grain: 'fine',
  cap: 8,
  why: 'Accounts are cheap to open, payment instruments are not.',
  innocent:
    'Families, companies, agencies: they also share it openly with an organisation, and are asked what they take.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `payment instrument ${value.slice(0, 12)}`,
})
