import { trait } from './signal.ts'

/** Address ranges per active day. */
export const manyAddresses = trait(import.meta.url, {
  id: 'many-addresses',
  family: 'network',
  aspect: 'concealment',
  scale: 'level',
  why: 'Proxy pools give every request another address.',
  innocent: 'Travellers, carrier gateways and CI runners: it counts once for the whole group.',
  describe: (group, honest) =>
    `${group.toFixed(1)} address ranges an account and day; matched honest accounts: ${honest.toFixed(1)}`,
})
