import { pct, trait } from './signal.ts'

/** Rented machines and anonymising exits hide who asks. */
export const hiddenNetwork = trait(import.meta.url, {
  id: 'hidden-network',
  family: 'network',
  aspect: 'concealment',
  scale: 'level',
  why: 'Share of exchanges from hosting or VPN networks.',
  innocent: 'Servers call from hosting, careful people from VPNs: it counts once for the whole group.',
  describe: (group, honest) =>
    `${pct(group)} of exchanges come from hosting or VPN networks; matched honest accounts: ${pct(honest)}`,
})
