import { attribute } from './signal.ts'

/** Accounts seen on one address. */
export const sharedAddress = attribute(import.meta.url, {
  id: 'shared-address',
  family: 'network',
  origin: 'network',
  grain: 'fine',
  cap: 7,
  why: 'Proxy exits and rented machines are reused between accounts.',
  innocent:
    'Carrier NAT puts thousands of strangers on one address, so weight falls with everybody seen on it.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `address ${value}`,
})
