import { attribute } from './signal.ts'

/** Accounts whose client reports one device id. */
export const sharedDevice = attribute(import.meta.url, {
  id: 'shared-device',
  family: 'client',
  origin: 'usage',
  grain: 'fine',
  cap: 8,
  why: 'Relay software sends one installation id for many accounts.',
  innocent:
    'A shared computer: few accounts. A harness that sends a constant: everybody has it, so it weighs nothing.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `device id ${value.slice(0, 16)}`,
})
