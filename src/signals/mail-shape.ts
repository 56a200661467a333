import { attribute } from './signal.ts'

/** Local parts of one rare pattern. */
export const mailShape = attribute(import.meta.url, {
  id: 'mail-shape',
  family: 'sign-up',
  origin: 'identity',
  grain: 'coarse',
  cap: 3,
  why: 'Generated addresses follow one pattern.',
  innocent: 'firstname.lastname is everywhere and weighs nothing.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `mail shape ${value}`,
})
