import { pick, randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { companyDomain, corporateCard, crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const syntheticData: Scenario = {
  what: 'synthetic data for a small product of one’s own',
  cast(world, label) {
    const rng = world.rng(label)
    const intents = Array.from({ length: 12 }, () => languages.en.say('ask', rng))
    const domain = companyDomain(rng)
    const payment = corporateCard(rng)
    const addresses = fixedBook(cloudAddresses(rng, 1))
    const speaker = sharedSpeaker({
      setup: makeSetup({
        system: `You write test utterances for the voice menu of ${domain}.`,
        params: { max_tokens: 800, temperature: 1 },
      }),
      say: draw =>
        `Write ${randomInt(draw, 5, 20)} different utterances for the intent "${pick(draw, intents)}" as a JSON list. Vary age and mood (${randomInt(draw, 1, 999)}).`,
      answer: draw => JSON.stringify([languages.en.say('ask', draw), languages.en.say('follow', draw)]),
      output: 350,
    })
    return {
      sources: crowd(world, label, randomInt(rng, 2, 6), (own, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        perDay: 50 + own() * 250,
        identity: { payment, email: `data${index}@${domain}`, organization: domain },
        rhythmOptions: { shape: 'office', weekend: 0.2, daysActive: 0.7 },
      })),
    }
  },
}
