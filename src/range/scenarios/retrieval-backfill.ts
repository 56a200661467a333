import { randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { customerNote } from '../people/pipelines.ts'
import { sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { companyDomain, corporateCard, crowd, during } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const retrievalBackfill: Scenario = {
  what: 'a retrieval backfill: a whole archive summarised within two days over a few accounts',
  cast(world, label) {
    const rng = world.rng(label)
    const opens = randomInt(rng, 12, Math.max(13, world.hours - 60))
    const domain = companyDomain(rng)
    const payment = corporateCard(rng)
    const addresses = fixedBook(cloudAddresses(rng, 3))
    const speaker = sharedSpeaker({
      setup: makeSetup({ params: { max_tokens: 300, temperature: 0 } }),
      say: draw =>
        `Give the document a short context for search, nothing else.\n<document>\n${customerNote(draw, 'en')} ${customerNote(draw, 'en')}\n</document>`,
      answer: draw => languages.en.say('answer', draw),
      output: 70,
    })
    return {
      truth: { opens },
      sources: crowd(world, label, randomInt(rng, 2, 4), (own, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        perDay: Math.min(4000, world.accounts * 0.15) * (0.6 + own()),
        identity: { payment, email: `index${index}@${domain}`, organization: domain },
        rhythmOptions: {
          shape: 'flat',
          daysActive: 1,
          weekend: 1,
          spread: 0.1,
          envelope: during(opens, opens + 48, 0.005),
        },
      })),
    }
  },
}
