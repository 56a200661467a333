import { pick, randomInt } from '../../rng.ts'
import { drawAddress, fixedBook, homeBook, mixedBook } from '../addresses.ts'
import { chance } from '../draw.ts'
import { mailName } from '../identity.ts'
import { drawPlace } from '../places.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const integrator: Scenario = {
  what: 'a systems integrator: teams in several cities, over several clouds, on start-up credits and two cards',
  cast(world, label) {
    const rng = world.rng(label)
    const domain = companyDomain(rng)
    const cards = [corporateCard(rng), corporateCard(rng)]
    const programme = `ref-${randomInt(rng, 0, 60)}`
    const cities = Array.from({ length: randomInt(rng, 3, 6) }, () => {
      const place = drawPlace(rng)
      return { place, office: fixedBook([drawAddress(rng, 'business', place.country)]) }
    })
    const sources = crowd(world, label, crowdSize(rng, world, 40, 160), own => {
      const { place, office } = pick(own, cities)
      return {
        kind: pick(own, ['developer', 'developer', 'pipeline', 'analyst', 'rag'] as const),
        place,
        addresses: mixedBook([
          [office, 6],
          [homeBook(own, place.country), 2],
        ]),
        pathway: pick(own, ['api', 'bedrock', 'vertex', 'azure'] as const),
        identity: {
          email: `${mailName(own)}@${domain}`,
          organization: domain,
          payment: chance(own, 0.35) ? { kind: 'credits' } : pick(own, cards),
          plan: 'team',
        },
      }
    })
    for (const { members } of sources)
      for (const { line } of members) if (line.payment?.kind === 'credits') line.referral = programme
    return { sources, truth: { domain, cities: cities.length } }
  },
}
