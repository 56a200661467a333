import { randomInt } from '../../rng.ts'
import { campusAddresses, carrierBook, fixedBook, homeBook, mixedBook } from '../addresses.ts'
import { chance, weighted } from '../draw.ts'
import { mailName } from '../identity.ts'
import { harnesses } from '../people/agents.ts'
import { appSetups, mixedSpeaker } from '../people/chat.ts'
import { speakerOf } from '../people/kinds.ts'
import { fixedList, sharedSpeaker } from '../people/shared-work.ts'
import { drawPlace } from '../places.ts'
import { sayCode } from '../text/code.ts'
import { languages } from '../text/languages.ts'
import { crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const universityClass: Scenario = {
  what: 'a university class: one assignment, campus addresses, accounts opened in the same week',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const language = weighted(rng, place.languages)
    const campus = campusAddresses(rng, place.country, 12)
    const domain = `students.uni-${randomInt(rng, 100, 999)}.edu`
    const course = `${sayCode('Word', rng)} ${randomInt(rng, 101, 480)}`
    const questions = fixedList(
      rng,
      randomInt(rng, 4, 12),
      draw =>
        `${course}, question ${randomInt(draw, 1, 9)}: ${languages[language].say('ask', draw)} ${sayCode('question', draw)}`,
    )
    const due = randomInt(rng, Math.floor(world.hours * 0.4), world.hours)
    const assignment = sharedSpeaker({
      setup: appSetups(),
      say: draw =>
        chance(draw, 0.6) ? questions(draw) : `${questions(draw)} ${languages[language].say('detail', draw)}`,
      follow: draw => languages[language].say('follow', draw),
      answer: draw => languages[language].say('answer', draw),
      turns: 3,
      output: 400,
    })
    const week = world.start - randomInt(rng, 3, 20) * 86_400_000
    const sources = crowd(world, label, crowdSize(rng, world, 60, 300), own => ({
      kind: 'student',
      place,
      language,
      perDay: 5 + own() * 8,
      addresses: mixedBook([
        [fixedBook(campus), 5],
        [carrierBook(own, world.seed, place.country), 2],
        [homeBook(own, place.country), 3],
      ]),
      identity: {
        created: week + own() * 5 * 86_400_000,
        email: `${mailName(own)}@${domain}`,
        payment: null,
      },
      speaker: mixedSpeaker([
        [assignment, 3],
        [speakerOf(own, 'student', language, weighted(own, harnesses)), 2],
      ]),
      rhythmOptions: { envelope: hour => (hour > due ? 0.15 : hour > due - 60 ? 3 : 0.6) },
    }))
    return { sources, truth: { course, due } }
  },
}
