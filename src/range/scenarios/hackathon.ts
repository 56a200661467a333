import { randomInt } from '../../rng.ts'
import { carrierBook, drawAddress, fixedBook, mixedBook } from '../addresses.ts'
import { chatSpeaker } from '../people/chat.ts'
import { drawPlace } from '../places.ts'
import { makeSetup } from '../speaker.ts'
import { makeVoice } from '../text/languages.ts'
import { crowd, crowdSize, during } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const hackathon: Scenario = {
  what: 'a hackathon: a burst of sign-ups, two days, one venue address, one starter kit',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const venue = fixedBook([
      drawAddress(rng, 'business', place.country),
      drawAddress(rng, 'business', place.country),
    ])
    const opens = randomInt(rng, 24, Math.max(25, world.hours - 72))
    const kit = makeSetup({
      system: `You are the assistant of a hackathon team. Starter kit ${randomInt(rng, 1, 99)}: keep answers below 200 words and call the user hacker.`,
      params: { max_tokens: 1024, temperature: 0.7, stream: true },
    })
    return {
      truth: { opens },
      sources: crowd(world, label, crowdSize(rng, world, 80, 250), own => ({
        kind: 'hobbyist',
        perDay: 20 + own() * 60,
        addresses: mixedBook([
          [venue, 8],
          [carrierBook(own, world.seed, place.country), 2],
        ]),
        identity: {
          created: world.start + (opens - 2 + own() * 8) * 3_600_000,
          payment: { kind: 'credits' },
        },
        speaker: chatSpeaker(makeVoice(own, 'en'), kit, 3),
        rhythmOptions: {
          shape: 'flat',
          daysActive: 1,
          weekend: 1,
          envelope: during(opens, opens + 48, 0.01),
        },
      })),
    }
  },
}
