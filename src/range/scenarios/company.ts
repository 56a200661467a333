import { pick } from '../../rng.ts'
import { drawAddress, fixedBook, homeBook, mixedBook } from '../addresses.ts'
import { mailName } from '../identity.ts'
import { drawPlace } from '../places.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const company: Scenario = {
  what: 'a company behind one NAT and one card, with staff of several trades',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const office = fixedBook([drawAddress(rng, 'business', place.country)])
    const domain = companyDomain(rng)
    const card = corporateCard(rng)
    const founded = world.start - rng() * 500 * 86_400_000
    return {
      sources: crowd(world, label, crowdSize(rng, world, 30, 90), own => ({
        kind: pick(own, ['developer', 'developer', 'analyst', 'writer', 'translator'] as const),
        place,
        addresses: mixedBook([
          [office, 7],
          [homeBook(own, place.country), 2],
        ]),
        identity: {
          created: Math.min(founded + own() ** 3 * 300 * 86_400_000, world.start),
          email: `${mailName(own)}@${domain}`,
          payment: card,
          organization: domain,
          plan: 'team',
        },
      })),
    }
  },
}
