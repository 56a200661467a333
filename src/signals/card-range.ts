import { attribute } from './signal.ts'

/** Cards of one purchase come from few issuer ranges (BINs) of one kind. */
export const cardRange = attribute(import.meta.url, {
  id: 'card-range',
  family: 'money',
  origin: 'money',
  grain: 'coarse',
  cap: 5,
  why: 'Virtual cards are bought in bulk from few issuers.',
  innocent: 'Customers of one bank: held against their own country, and a card range alone never links.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `card range ${value}`,
})
