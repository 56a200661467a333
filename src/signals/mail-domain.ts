import { attribute } from './signal.ts'

/** Mail under one domain. */
export const mailDomain = attribute(import.meta.url, {
  id: 'mail-domain',
  family: 'sign-up',
  origin: 'identity',
  grain: 'coarse',
  cap: 6,
  why: 'Addresses are made in bulk under few domains.',
  innocent:
    'Free mail providers and employers: popularity discounts the first, an organisation explains the second.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `mail domain ${value}`,
})
