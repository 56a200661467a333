import { pick } from '../../rng.ts'
import { drawAddress, fixedBook, homeBook, mixedBook } from '../addresses.ts'
import { chatSpeaker } from '../people/chat.ts'
import { drawPlace } from '../places.ts'
import { makeSetup } from '../speaker.ts'
import { makeVoice } from '../text/languages.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const agency: Scenario = {
  what: 'a marketing agency with an account per client, two cards and one office',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const office = fixedBook([drawAddress(rng, 'business', place.country)])
    const cards = [corporateCard(rng), corporateCard(rng)]
    const domain = companyDomain(rng)
    const setup = makeSetup({
      system: `You are a copywriter at ${domain}. Follow the brand sheet.`,
      params: { max_tokens: 2000, temperature: 0.8 },
    })
    return {
      sources: crowd(world, label, crowdSize(rng, world, 10, 30), (own, index) => ({
        kind: 'writer',
        place,
        perDay: 10 + own() * 40,
        addresses: mixedBook([
          [office, 8],
          [homeBook(own, place.country), 1],
        ]),
        speaker: chatSpeaker(makeVoice(own, 'en'), setup, 4),
        identity: { payment: pick(own, cards), email: `client${index + 1}@${domain}`, organization: domain },
      })),
    }
  },
}
