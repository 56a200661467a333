import { trait } from './signal.ts'

/** Stand-alone questions over many capabilities. */
export const broadHarvest = trait(import.meta.url, {
  id: 'broad-harvest',
  family: 'purpose',
  aspect: 'taking',
  scale: 'level',
  why: 'A data set covers the space of tasks; a pipeline does one task, and people talk.',
  innocent:
    'Curious people ask about everything, but they answer back; a router for many teams is broad: one aspect of several.',
  describe: (group, honest) =>
    `stand-alone questions spread over capabilities (entropy ${group.toFixed(2)} nats); matched honest accounts: ${honest.toFixed(2)}`,
})
