import { randomInt } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { sdkClient } from '../clients.ts'
import { drawPipeline, pipelineSpeaker } from '../people/pipelines.ts'
import { companyDomain, corporateCard, crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const keyMigration: Scenario = {
  what: 'one company moves its load from an old account to a new one',
  cast(world, label) {
    const rng = world.rng(label)
    const moved = randomInt(rng, Math.floor(world.hours * 0.3), Math.floor(world.hours * 0.7))
    const speaker = pipelineSpeaker(drawPipeline(rng, 'en'))
    const addresses = fixedBook(cloudAddresses(rng, 2))
    const client = sdkClient(rng)
    const payment = corporateCard(rng)
    const domain = companyDomain(rng)
    return {
      truth: { moved },
      sources: crowd(world, label, 2, (_, index) => ({
        kind: 'pipeline',
        speaker,
        addresses,
        client,
        perDay: 300,
        identity: {
          payment,
          email: `${index === 0 ? 'api' : 'platform'}@${domain}`,
          organization: domain,
          created: world.start + (index === 0 ? -300 * 24 : moved - 8) * 3_600_000,
        },
        rhythmOptions: {
          shape: 'flat',
          daysActive: 1,
          weekend: 1,
          spread: 0.1,
          envelope: hour => (hour >= moved === (index === 1) ? 1 : 0),
        },
      })),
    }
  },
}
