import { attribute } from './signal.ts'

/** Messages that are near-duplicates. */
export const nearDuplicate = attribute(import.meta.url, {
  id: 'near-duplicate',
  family: 'content',
  origin: 'usage',
  grain: 'coarse',
  cap: 5,
  why: 'Items of a queue are variations of each other.',
  innocent: 'Benchmarks and assignments.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `near-duplicate messages ${value.slice(0, 8)}…`,
})
