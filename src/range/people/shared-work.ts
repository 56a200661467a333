/** Speakers for honest people who work on the same thing: an assignment, a benchmark, a suite, a rubric. */
import { pick, type Rng } from '../../rng.ts'
import { chatDialogue, type Setup, type Speaker } from '../speaker.ts'

export interface SharedWork {
  readonly setup: Setup
  /** The text of one piece of work. */
  readonly say: (rng: Rng, hour: number) => string
  readonly answer: (rng: Rng) => string
  readonly follow?: (rng: Rng) => string
  readonly turns?: number
  readonly output: number
  readonly gapMs?: number
}

export function sharedSpeaker(work: SharedWork): Speaker {
  const turns = work.follow === undefined ? 1 : (work.turns ?? 2)
  return {
    meanTurns: turns,
    open(rng, hour) {
      const count = turns === 1 ? 1 : 1 + Math.floor(rng() * (turns * 2 - 1))
      return chatDialogue(
        rng,
        work.setup,
        count,
        index => [
          index === 0 || work.follow === undefined ? work.say(rng, hour) : work.follow(rng),
          work.answer(rng),
        ],
        { gapMs: work.gapMs ?? 60_000, output: work.output },
      )
    },
  }
}

/** A list made once, from which every call takes one. */
export function fixedList(rng: Rng, count: number, draw: (rng: Rng) => string): (rng: Rng) => string {
  const items = Array.from({ length: count }, () => draw(rng))
  return own => pick(own, items)
}
