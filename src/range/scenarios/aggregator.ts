import { pick } from '../../rng.ts'
import { cloudAddresses, fixedBook } from '../addresses.ts'
import { weighted } from '../draw.ts'
import { harnesses } from '../people/agents.ts'
import { mixedSpeaker } from '../people/chat.ts'
import { drawKind, speakerOf } from '../people/kinds.ts'
import { crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const aggregator: Scenario = {
  what: 'an honest aggregator: thousands of users behind one account',
  cast(world, label) {
    const rng = world.rng(label)
    const users = Array.from(
      { length: Math.min(1500, Math.round(world.accounts / 8)) },
      () =>
        [
          speakerOf(
            rng,
            drawKind(rng),
            pick(rng, ['en', 'en', 'es', 'zh', 'ja', 'ru'] as const),
            weighted(rng, harnesses),
          ),
          0.1 + rng(),
        ] as const,
    )
    return {
      sources: crowd(world, label, 1, () => ({
        kind: 'pipeline',
        speaker: mixedSpeaker(users),
        addresses: fixedBook(cloudAddresses(rng, 10)),
        perDay: world.accounts * 0.6,
        keys: 4,
        identity: {
          created: world.start - 400 * 86_400_000,
          payment: { kind: 'invoice' },
          plan: 'enterprise',
        },
        rhythmOptions: { shape: 'evening', daysActive: 1, weekend: 1.1, spread: 0.1 },
      })),
    }
  },
}
