/** Speakers for people who type: conversation in the app, questions about code, study, writing, data. */
import { pick, type Rng } from '../../rng.ts'
import { chance } from '../draw.ts'
import { chatDialogue, makeSetup, type Setup, type Speaker } from '../speaker.ts'
import { sayCode } from '../text/code.ts'
import { answerText, drawTopic, firstMessage, followMessage, type Voice } from '../text/languages.ts'

/** The app's own system prompt: the same for everybody who uses the app. */
const appSetup: Setup = makeSetup({
  system: 'You are Vega, a helpful assistant in the Vega app. Answer in the language of the user.',
  params: { max_tokens: 4096, stream: true },
  tokens: 900,
})

export const appSetups = (): Setup => appSetup

/** How many turns a person's conversations have: most are short, a few run long. */
const drawTurns = (rng: Rng, mean: number): number => 1 + Math.floor(-Math.log(1 - rng()) * (mean - 0.5))

/** Talks about life in one voice. */
export function chatSpeaker(voice: Voice, setup: Setup = appSetup, meanTurns = 2.6): Speaker {
  return {
    meanTurns,
    open(rng) {
      const topic = drawTopic(rng, voice)
      return chatDialogue(
        rng,
        setup,
        drawTurns(rng, meanTurns),
        index => [
          index === 0 ? firstMessage(rng, voice, topic) : followMessage(rng, voice, topic),
          answerText(rng, voice, topic),
        ],
        { gapMs: 100_000, output: 320 },
      )
    },
  }
}

/** Asks about code in a chat window, without an agent. */
export function codeChatSpeaker(setup: Setup = appSetup, meanTurns = 2.4): Speaker {
  return {
    meanTurns,
    open: rng =>
      chatDialogue(
        rng,
        setup,
        drawTurns(rng, meanTurns),
        index => [sayCode(index === 0 ? 'question' : 'reply', rng), sayCode('answer', rng)],
        { gapMs: 140_000, output: 520 },
      ),
  }
}

/** Changes between other speakers by weight, as people do. */
export function mixedSpeaker(parts: readonly (readonly [Speaker, number])[]): Speaker {
  let total = 0
  let mean = 0
  for (const [speaker, weight] of parts) {
    total += weight
    mean += speaker.meanTurns * weight
  }
  return {
    meanTurns: mean / total,
    open(rng, hour) {
      let left = rng() * total
      for (const [speaker, weight] of parts) {
        left -= weight
        if (left < 0) return speaker.open(rng, hour)
      }
      return (parts[0] as readonly [Speaker, number])[0].open(rng, hour)
    },
  }
}

const hobbySystems = [
  'You are a {adj} companion for {topic}.',
  'Answer questions about {topic}. Stay {tone}.',
  'You write posts about {topic} in a {tone} voice.',
  'Act as a {job} who knows {topic}.',
  'You are {name}, the bot of a small Discord server about {topic}.',
  'Reply with at most {n} words. Subject: {topic}.',
] as const

/** Parameters people set by hand differ from person to person. */
export function ownParams(rng: Rng): Record<string, unknown> {
  const params: Record<string, unknown> = {
    max_tokens: pick(rng, [256, 500, 512, 800, 1000, 1024, 1500, 2000, 2048, 4000, 4096, 8192, 16000, 32000]),
  }
  if (chance(rng, 0.6)) params.temperature = Math.round(rng() * 12) / 10
  if (chance(rng, 0.2)) params.top_p = pick(rng, [0.8, 0.9, 0.95, 1])
  if (chance(rng, 0.5)) params.stream = true
  if (chance(rng, 0.12)) params.reasoning = { effort: pick(rng, ['low', 'medium', 'high']) }
  return params
}

/** A hobbyist's own system prompt, or none. */
export function hobbySetup(rng: Rng, voice: Voice): Setup {
  const system = pick(rng, hobbySystems)
    .replace('{topic}', voice.interests[0] ?? 'everything')
    .replace('{adj}', pick(rng, ['cheerful', 'patient', 'strict', 'sarcastic', 'calm']))
    .replace('{tone}', pick(rng, ['friendly', 'short', 'precise', 'playful']))
    .replace('{job}', pick(rng, ['teacher', 'chef', 'gardener', 'mechanic', 'librarian']))
    .replace('{name}', pick(rng, ['Pip', 'Nova', 'Gizmo', 'Atlas', 'Momo', 'Rook', 'Juno']))
    .replace('{n}', String(20 + Math.floor(rng() * 200)))
  return makeSetup({ ...(chance(rng, 0.75) && { system }), params: ownParams(rng) })
}
