import { cloudAddresses, fixedBook } from '../addresses.ts'
import { mixedSpeaker } from '../people/chat.ts'
import { drawPipeline, pipelineSpeaker } from '../people/pipelines.ts'
import { crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const whale: Scenario = {
  what: 'one honest account with about a third of all traffic',
  cast(world, label) {
    const rng = world.rng(label)
    const parts = Array.from(
      { length: 6 },
      () => [pipelineSpeaker(drawPipeline(rng, 'en')), 0.3 + rng()] as const,
    )
    return {
      sources: crowd(world, label, 1, () => ({
        kind: 'pipeline',
        speaker: mixedSpeaker(parts),
        addresses: fixedBook(cloudAddresses(rng, 24)),
        perDay: world.accounts * 5,
        keys: 12,
        identity: {
          created: world.start - 700 * 86_400_000,
          payment: { kind: 'invoice' },
          plan: 'enterprise',
        },
        rhythmOptions: { shape: 'office', daysActive: 1, weekend: 0.7, spread: 0.1 },
      })),
    }
  },
}
