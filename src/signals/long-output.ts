import { trait } from './signal.ts'

/** Output tokens against what the same model usually writes. */
export const longOutput = trait(import.meta.url, {
  id: 'long-output',
  family: 'purpose',
  aspect: 'appetite',
  scale: 'level',
  why: 'Answers are the goods, so they are asked for at full length.',
  innocent: 'Writers and coding agents: one aspect of several.',
  describe: (group, honest) =>
    `answers are ${group.toFixed(2)} times as long as usual for the model; matched honest accounts: ${honest.toFixed(2)}`,
})
