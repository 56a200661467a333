import { pick, randomInt } from '../../rng.ts'
import { randomBetween } from '../draw.ts'
import { sharedSpeaker } from '../people/shared-work.ts'
import { makeSetup } from '../speaker.ts'
import { languages } from '../text/languages.ts'
import { crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const volunteers: Scenario = {
  what: 'volunteers who work through an archive: old accounts, a few pages a day each, no page twice',
  cast(world, label) {
    const rng = world.rng(label)
    const archive = pick(rng, ['parish register', 'ship log', 'herbarium card', 'weather diary'] as const)
    const series = randomInt(rng, 100, 999)
    // The queue hands every page out once, whoever asks.
    let page = 0
    return {
      truth: { archive, series },
      sources: crowd(world, label, crowdSize(rng, world, 60, 250), own => ({
        kind: pick(own, ['casual', 'hobbyist', 'student'] as const),
        perDay: randomBetween(own, 1, 5),
        speaker: sharedSpeaker({
          setup: makeSetup({ params: { max_tokens: pick(own, [1000, 1024, 2000, 4096]) } }),
          say: draw => {
            page++
            const topic = languages.en.say('topic', draw)
            return `Help me transcribe page ${page} of ${archive} series ${series} and translate it into plain English. It reads: ${languages.en.say('story', draw, { topic, topic2: topic })} ${languages.en.say('story', draw, { topic, topic2: topic })}`
          },
          follow: draw => languages.en.say('follow', draw),
          answer: draw => languages.en.say('answer', draw),
          turns: 2,
          output: 300,
        }),
        identity: { created: world.start - (200 + own() * 500) * 86_400_000 },
        rhythmOptions: { daysActive: 0.7 },
      })),
    }
  },
}
