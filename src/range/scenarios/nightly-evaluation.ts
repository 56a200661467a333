import { randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { drawItem } from '../campaign/missions.ts'
import { fixedList, sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { companyDomain, corporateCard, crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const nightlyEvaluation: Scenario = {
  what: 'an evaluation suite that runs every night over a few accounts',
  cast(world, label) {
    const rng = world.rng(label)
    const hourOfDay = randomInt(rng, 0, 6)
    const suite = fixedList(
      rng,
      250,
      draw => `${drawItem(draw, 'software', 'en')}\nThink step by step, then give the final answer.`,
    )
    const payment = corporateCard(rng)
    const domain = companyDomain(rng)
    const addresses = fixedBook(cloudAddresses(rng, 2))
    const speaker = sharedSpeaker({
      setup: makeSetup({ params: { max_tokens: 4096, temperature: 0 } }),
      say: suite,
      answer: draw => languages.en.say('answer', draw),
      output: 700,
    })
    return {
      sources: crowd(world, label, randomInt(rng, 3, 6), (own, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        perDay: 60 + own() * 80,
        identity: { payment, email: `eval${index}@${domain}`, organization: domain },
        rhythmOptions: {
          shape: 'flat',
          daysActive: 1,
          weekend: 1,
          spread: 0.05,
          envelope: hour => (hour % 24 === hourOfDay ? 24 : 0),
        },
      })),
    }
  },
}
