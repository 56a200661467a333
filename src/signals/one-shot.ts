import { pct, trait } from './signal.ts'

/** Share of exchanges that open and end a conversation. */
export const oneShot = trait(import.meta.url, {
  id: 'one-shot',
  family: 'purpose',
  aspect: 'machine',
  scale: 'portion',
  why: 'Items of a queue stand alone: nobody answers back.',
  innocent: 'Classification and retrieval pipelines: one aspect of several.',
  describe: (group, honest) =>
    `${pct(group)} of exchanges stand alone; matched honest accounts: ${pct(honest)}`,
})
