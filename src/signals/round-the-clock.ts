import { trait } from './signal.ts'

/** How evenly the hours of the day are used, as entropy in nats. */
export const roundTheClock = trait(import.meta.url, {
  id: 'round-the-clock',
  family: 'purpose',
  aspect: 'machine',
  scale: 'level',
  why: 'A queue does not sleep; people do.',
  innocent: 'Production agents and pipelines: one aspect of several.',
  describe: (group, honest) =>
    `hours of the day used evenly (entropy ${group.toFixed(2)} of 3.18 nats); matched honest accounts: ${honest.toFixed(2)}`,
})
