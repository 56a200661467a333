import { pct, trait } from './signal.ts'

/** Share of exchanges that exercise a capability worth training on. */
export const trainingValue = trait(import.meta.url, {
  id: 'training-value',
  family: 'purpose',
  aspect: 'taking',
  scale: 'portion',
  why: 'Known campaigns went for agentic work, software, mathematics and reasoning, and for data itself.',
  innocent:
    'Developers on coding agents do nothing else: the comparison is with accounts of the same volume, and it cannot convict alone.',
  describe: (group, honest) =>
    `${pct(group)} of exchanges exercise capabilities with training value; matched honest accounts: ${pct(honest)}`,
})
