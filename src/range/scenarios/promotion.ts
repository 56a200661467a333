import { pick, randomInt } from '../../rng.ts'
import { chance, randomHex } from '../draw.ts'
import { disposableDomains, mailName, virtualBin } from '../identity.ts'
import { crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const promotion: Scenario = {
  what: 'a free-month promotion: strangers sign up in two days, with virtual cards, masked mail and one code',
  cast(world, label) {
    const rng = world.rng(label)
    const opens = world.start + (randomInt(rng, 0, 3) - 3) * 86_400_000
    const code = `ref-${randomInt(rng, 60, 99)}`
    // Two banks' apps offer a card for every subscription.
    const issuers = [virtualBin(randomInt(rng, 0, 9)), virtualBin(randomInt(rng, 0, 9))]
    const sources = crowd(world, label, crowdSize(rng, world, 80, 300), own => {
      const created = opens + own() ** 1.5 * 2 * 86_400_000
      const instrument = `pm_${randomHex(own, 16)}`
      return {
        kind: pick(own, ['casual', 'student', 'hobbyist', 'developer'] as const),
        identity: {
          created,
          payment: { kind: 'virtual', bin: pick(own, issuers), instrument },
          ...(chance(own, 0.3) && { email: `${mailName(own)}@${pick(own, disposableDomains)}` }),
        },
      }
    })
    for (const { members } of sources) for (const { line } of members) line.referral = code
    return { sources, truth: { opens, code } }
  },
}
