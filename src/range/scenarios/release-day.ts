import { drawItem } from '../campaign/missions.ts'
import { models } from '../models.ts'
import { ownParams } from '../people/chat.ts'
import { fixedList, sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { crowd, crowdSize, during } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const releaseDay: Scenario = {
  what: 'strangers who try a new model with the well-known questions on its first day',
  cast(world, label) {
    const rng = world.rng(label)
    const known = fixedList(rng, 60, draw => drawItem(draw, draw() < 0.5 ? 'reasoning' : 'software', 'en'))
    return {
      sources: crowd(world, label, crowdSize(rng, world, 40, 150), own => ({
        kind: 'hobbyist',
        perDay: 20 + own() * 80,
        model: () => models.successor,
        speaker: sharedSpeaker({
          setup: makeSetup({ params: ownParams(own) }),
          say: known,
          answer: draw => languages.en.say('answer', draw),
          output: 800,
        }),
        rhythmOptions: {
          daysActive: 1,
          envelope: during(world.releaseHour, world.releaseHour + 10 + own() * 40, 0.01),
        },
      })),
    }
  },
}
