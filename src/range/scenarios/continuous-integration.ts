import { pick, randomInt } from '../../rng.ts'
import { drawAddress } from '../addresses.ts'
import { sdkClient } from '../clients.ts'
import { fixedList, sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { sayCode } from '../text/code.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const continuousIntegration: Scenario = {
  what: 'continuous integration: the same prompts again and again, a new cloud address each run',
  cast(world, label) {
    const rng = world.rng(label)
    const client = sdkClient(rng)
    const payment = corporateCard(rng)
    const domain = companyDomain(rng)
    const prompts = fixedList(
      rng,
      40,
      draw => `Review this diff and answer PASS or FAIL.\n${sayCode('snippet', draw)}`,
    )
    const speaker = sharedSpeaker({
      setup: makeSetup({ params: { max_tokens: 64, temperature: 0 } }),
      say: prompts,
      answer: draw => pick(draw, ['PASS', 'FAIL', 'PASS: no change in behaviour']),
      output: 6,
    })
    return {
      sources: crowd(world, label, crowdSize(rng, world, 6, 14), (own, index) => ({
        kind: 'pipeline',
        client,
        speaker,
        addresses: draw => drawAddress(draw, 'hosting'),
        perDay: 30 + own() * 120,
        identity: { payment, email: `ci-${randomInt(own, 1, 9)}${index}@${domain}`, organization: domain },
        rhythmOptions: { shape: 'office', daysActive: 1, weekend: 0.15 },
      })),
    }
  },
}
