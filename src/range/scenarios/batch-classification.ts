import { randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { sdkClient } from '../clients.ts'
import { drawPipeline, pipelineSpeaker } from '../people/pipelines.ts'
import { companyDomain, corporateCard, crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const batchClassification: Scenario = {
  what: 'a company that classifies and extracts in bulk, over several service accounts',
  cast(world, label) {
    const rng = world.rng(label)
    const speaker = pipelineSpeaker(drawPipeline(rng, 'en'))
    const addresses = fixedBook(cloudAddresses(rng, 4))
    const client = sdkClient(rng)
    const payment = corporateCard(rng)
    const domain = companyDomain(rng)
    const perDay = Math.min(1500, world.accounts * 0.06)
    return {
      sources: crowd(world, label, randomInt(rng, 3, 8), (own, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        client,
        perDay: perDay * (0.5 + own()),
        identity: { payment, email: `svc-${index}@${domain}`, organization: domain },
        rhythmOptions: { shape: 'flat', daysActive: 1, weekend: 1 },
      })),
    }
  },
}
