import { attribute } from './signal.ts'

/** One exact set of sampling parameters. */
export const parameterProfile = attribute(import.meta.url, {
  id: 'parameter-profile',
  family: 'content',
  origin: 'usage',
  grain: 'coarse',
  cap: 4,
  why: 'The pool asks with one exact set of parameters.',
  innocent: 'Defaults: everybody has them.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `parameters ${value.slice(0, 8)}…`,
})
