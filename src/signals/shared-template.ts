import { attribute } from './signal.ts'

/** One masked message, or one opening or closing phrase. */
export const sharedTemplate = attribute(import.meta.url, {
  id: 'shared-template',
  family: 'content',
  origin: 'usage',
  grain: 'coarse',
  cap: 7,
  why: 'A work queue fills slots of few templates.',
  innocent: 'A class with one assignment, a public benchmark: grouped, then asked what they take.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `template ${value.replace(/^whole /, '').replace(/([0-9a-f]{8})[0-9a-f]*$/, '$1')}…`,
})
