/** Store-then-replay: what customers asked is kept by the reseller and sent again later, for the answers. */
import { type Rng, randomInt } from '../../rng.ts'
import { randomExponential } from '../draw.ts'
import type { Dialogue, Turn } from '../speaker.ts'
import { drawAnswer } from './missions.ts'

interface Recording {
  readonly dialogue: Dialogue
  readonly turns: Turn[]
  readonly hour: number
}

export interface Recorder {
  /** Passes a customer's dialogue on, and keeps its requests as they are made. */
  record(dialogue: Dialogue, hour: number): Dialogue
  /** A stored request that has lain long enough, handed out once; undefined when there is none. */
  take(rng: Rng, hour: number): Dialogue | undefined
}

// A reseller keeps far more; the range needs enough for the hours that follow, and memory matters.
const keptMost = 20_000

export function makeRecorder(waitHours: number): Recorder {
  const kept: Recording[] = []
  return {
    record(dialogue, hour) {
      const turns: Turn[] = []
      if (kept.length < keptMost) kept.push({ dialogue, turns, hour })
      return {
        ...dialogue,
        turn(index) {
          const turn = dialogue.turn(index)
          turns.push(turn)
          return turn
        },
      }
    },
    take(rng, hour) {
      // Oldest first, and a little out of order, as workers that share a queue take from it.
      const at = randomInt(rng, 0, Math.min(9, Math.max(0, kept.length - 1)))
      const drawn = kept[at]
      if (drawn === undefined || hour - drawn.hour < waitHours) return undefined
      kept.splice(at, 1)
      return drawn.turns.length === 0 ? undefined : again(rng, drawn)
    },
  }
}

/** The same requests, answered anew. */
const again = (rng: Rng, { dialogue, turns }: Recording): Dialogue => ({
  turns: turns.length,
  setup: dialogue.setup,
  gapMs: () => 2000 + randomExponential(rng, 9000),
  turn(index) {
    const stored = turns[index] as Turn
    const outputTokens = Math.max(20, Math.round(stored.outputTokens * (0.7 + rng() * 0.7)))
    return { ...stored, answer: drawAnswer(rng, 'tutoring', 'en'), outputTokens }
  },
})
