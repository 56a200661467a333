import { attribute } from './signal.ts'

/** One set of tools, whatever its order and descriptions. */
export const sharedToolset = attribute(import.meta.url, {
  id: 'shared-toolset',
  family: 'content',
  origin: 'usage',
  grain: 'coarse',
  cap: 7,
  why: 'The pool offers one set of tools.',
  innocent: 'A popular agent: thousands of strangers have it.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `tool set ${value.slice(0, 8)}…`,
})
