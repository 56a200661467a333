import { randomInt } from '../../rng.ts'
import { drawAddress, fixedBook } from '../addresses.ts'
import { drawItem } from '../campaign/missions.ts'
import { mailName } from '../identity.ts'
import { sharedSpeaker } from '../people/shared-work.ts'
import { drawPlace } from '../places.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const annotationVendor: Scenario = {
  what: 'an annotation vendor whose staff grade answers with a rubric, in office hours',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const domain = companyDomain(rng)
    const payment = corporateCard(rng)
    const office = fixedBook([drawAddress(rng, 'business', place.country)])
    const setup = makeSetup({
      system: 'You help annotators apply the guideline. Point out what they may have missed.',
      params: { max_tokens: 1500, temperature: 0.2 },
    })
    const version = randomInt(rng, 2, 9)
    const speaker = sharedSpeaker({
      setup,
      say: draw =>
        `Guideline v${version}: score helpfulness, harmlessness and honesty from 1 to 5. I gave ${randomInt(draw, 1, 5)}, ${randomInt(draw, 1, 5)} and ${randomInt(draw, 1, 5)}. Did I miss something?\n${drawItem(draw, 'grading', 'en')}`,
      follow: draw => languages.en.say('follow', draw),
      answer: draw => languages.en.say('answer', draw),
      turns: 2,
      output: 250,
    })
    return {
      sources: crowd(world, label, crowdSize(rng, world, 30, 90), own => ({
        kind: 'analyst',
        place,
        speaker,
        addresses: office,
        perDay: 25 + own() * 50,
        identity: {
          created: world.start - (5 + own() * 90) * 86_400_000,
          payment,
          email: `${mailName(own)}@${domain}`,
          organization: domain,
          plan: 'team',
        },
        rhythmOptions: { shape: 'office', weekend: 0.05, daysActive: 0.9 },
      })),
    }
  },
}
