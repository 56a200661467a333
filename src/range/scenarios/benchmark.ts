import { pick, randomInt } from '../../rng.ts'
import { campusAddresses, cloudAddresses, fixedBook } from '../addresses.ts'
import { drawItem } from '../campaign/missions.ts'
import { ownParams } from '../people/chat.ts'
import { fixedList, sharedSpeaker } from '../people/shared-work.ts'
import { drawPlace } from '../places.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { crowd, during } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const benchmark: Scenario = {
  what: 'researchers of several labs on one public benchmark: the same items, everywhere',
  cast(world, label) {
    const rng = world.rng(label)
    const item = fixedList(
      rng,
      600,
      draw =>
        `Solve the following problem. Put the final answer in \\boxed{}.\n\n${drawItem(draw, 'reasoning', 'en')}`,
    )
    const labs = Array.from({ length: randomInt(rng, 4, 9) }, () => {
      const place = drawPlace(rng)
      return {
        place,
        addresses: rng() < 0.6 ? campusAddresses(rng, place.country, 4) : cloudAddresses(rng, 2),
        starts: randomInt(rng, 0, world.hours - 24),
      }
    })
    return {
      sources: crowd(world, label, labs.length * 3, (own, index) => {
        const lab = labs[index % labs.length] ?? pick(own, labs)
        return {
          kind: 'analyst',
          place: lab.place,
          addresses: fixedBook(lab.addresses),
          perDay: 60 + own() * 200,
          speaker: sharedSpeaker({
            setup: makeSetup({ params: { ...ownParams(own), temperature: pick(own, [0, 0, 0.6]) } }),
            say: item,
            answer: draw => languages.en.say('answer', draw),
            output: 900,
          }),
          rhythmOptions: {
            shape: 'flat',
            daysActive: 1,
            weekend: 1,
            envelope: during(lab.starts, lab.starts + randomInt(own, 20, 90), 0.02),
          },
        }
      }),
    }
  },
}
