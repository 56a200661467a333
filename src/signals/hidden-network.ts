import { pct, trait } from './signal.ts'

/** Share of exchanges from hosting or VPN networks. */
export const hiddenNetwork = trait(import.meta.url, {
  id: 'hidden-network',
  family: 'network',
  aspect: 'concealment',
  scale: 'portion',
  why: 'Rented machines and anonymising exits hide who asks.',
  innocent: 'Servers call from hosting, careful people from VPNs: it counts once for the whole group.',
  describe: (group, honest) =>
    `${pct(group)} of exchanges come from hosting or VPN networks; matched honest accounts: ${pct(honest)}`,
})
