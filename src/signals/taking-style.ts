import { pct, trait } from './signal.ts'

/** Share of exchanges that elicit reasoning, grade by rubric, rank answers or write data-set rows. */
export const takingStyle = trait(import.meta.url, {
  id: 'taking-style',
  family: 'purpose',
  aspect: 'taking',
  scale: 'portion',
  why: 'Whoever trains on answers asks for what a user does not need: the reasoning, the grade, the data-set row.',
  innocent: 'Researchers and annotation vendors: it is one aspect of several and cannot convict alone.',
  describe: (group, honest) =>
    `${pct(group)} of exchanges ask for reasoning traces, grades or data-set rows; matched honest accounts: ${pct(honest)}`,
})
