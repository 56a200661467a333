import { randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { sdkClient } from '../clients.ts'
import { drawPipeline, pipelineSpeaker } from '../people/pipelines.ts'
import { companyDomain, corporateCard, crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const failoverRouter: Scenario = {
  what: 'a company that routes over several accounts of its own and changes when one is limited',
  cast(world, label) {
    const rng = world.rng(label)
    const speaker = pipelineSpeaker(drawPipeline(rng, 'en'))
    const addresses = fixedBook(cloudAddresses(rng, 2))
    const client = sdkClient(rng)
    const payment = corporateCard(rng)
    const domain = companyDomain(rng)
    const turn = randomInt(rng, 2, 9)
    const count = randomInt(rng, 3, 5)
    return {
      sources: crowd(world, label, count, (_, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        client,
        perDay: 120,
        errors: 0.03,
        identity: { payment, email: `router${index}@${domain}`, organization: domain },
        rhythmOptions: {
          shape: 'flat',
          daysActive: 1,
          weekend: 1,
          spread: 0.1,
          envelope: hour => (Math.floor(hour / turn) % count === index ? count : 0.05),
        },
      })),
    }
  },
}
