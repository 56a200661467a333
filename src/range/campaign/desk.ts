/** The work queue's desk: turns the next item into a conversation. No item is handed out twice. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import { chance, hash32, randomExponential, randomLogNormal, weighted } from '../draw.ts'
import { clip, type Dialogue, message, type Setup } from '../speaker.ts'
import type { Language } from '../text/languages.ts'
import { drawFrame, drawFrameSetup, type Frame } from './framing.ts'
import { drawAnswer, drawItem, drawObservation, type Mission } from './missions.ts'

export interface DeskPlan {
  readonly missions: readonly (readonly [Mission, number])[]
  readonly languages: readonly (readonly [Language, number])[]
  /** Fixed ways of asking per mission; 0 means a new one for every item. */
  readonly templates: number
  /** Mean turns of a rollout; 1 asks once. */
  readonly meanTurns: number
  readonly output: number
}

interface Template {
  readonly mission: Mission
  readonly language: Language
  readonly frame: Frame
  readonly setup: Setup
}

export interface Desk {
  readonly meanTurns: number
  next(rng: Rng): Dialogue
}

// Beyond this many items the composition alone keeps repeats rare, and memory matters more.
const rememberedItems = 2_000_000

export function openDesk(rng: Rng, plan: DeskPlan): Desk {
  const fixed: Template[] = []
  for (let i = 0; i < plan.templates; i++) {
    const mission = weighted(rng, plan.missions)
    const language = weighted(rng, plan.languages)
    fixed.push({
      mission,
      language,
      frame: drawFrame(rng, mission, language),
      setup: drawFrameSetup(rng, mission, true),
    })
  }
  const setups = plan.missions.map(
    ([mission]) => [mission, Array.from({ length: 12 }, () => drawFrameSetup(rng, mission, false))] as const,
  )
  const fresh = (draw: Rng): Template => {
    const mission = weighted(draw, plan.missions)
    const language = weighted(draw, plan.languages)
    const own = setups.find(([name]) => name === mission)?.[1] ?? []
    return { mission, language, frame: drawFrame(draw, mission, language), setup: pick(draw, own) }
  }
  const seen = new Set<number>()
  const drawNew = (draw: Rng, mission: Mission, language: Language): string => {
    let item = drawItem(draw, mission, language)
    for (let attempt = 0; attempt < 20 && seen.size < rememberedItems; attempt++) {
      const mark = hash32(item) * 65536 + (hash32(item, 1) & 0xffff)
      if (!seen.has(mark)) {
        seen.add(mark)
        break
      }
      item = `${item} ${drawItem(draw, mission, language)}`
    }
    return item
  }
  return {
    meanTurns: plan.meanTurns,
    next(draw) {
      const template = fixed.length > 0 ? pick(draw, fixed) : fresh(draw)
      const { mission, language, frame, setup } = template
      const item = `${frame.before}${drawNew(draw, mission, language)}${frame.after}`
      const turns =
        plan.meanTurns <= 1 ||
        (mission !== 'agentic' &&
          mission !== 'long-horizon' &&
          mission !== 'software' &&
          mission !== 'computer-use' &&
          chance(draw, 0.7))
          ? 1
          : 1 + Math.round(randomExponential(draw, plan.meanTurns - 1))
      return rollout(draw, { item, turns, mission, language, setup, output: plan.output })
    },
  }
}

interface Rollout {
  readonly item: string
  readonly turns: number
  readonly mission: Mission
  readonly language: Language
  readonly setup: Setup
  readonly output: number
}

function rollout(rng: Rng, own: Rollout): Dialogue {
  let previous = ''
  let history = own.setup.tokens
  return {
    turns: own.turns,
    setup: own.setup,
    gapMs: () => 3000 + randomExponential(rng, 14_000),
    turn(index) {
      const user = index === 0 ? own.item : drawObservation(rng, own.mission)
      const answer = drawAnswer(rng, own.mission, own.language)
      const messages =
        index === 0
          ? `[${message('user', user)}]`
          : `[${message('user', clip(own.item, 400))},${message('assistant', clip(previous, 100))},${message('tool', user)}]`
      const outputTokens = Math.max(40, Math.round(randomLogNormal(rng, own.output, 0.5)))
      const inputTokens = history + Math.ceil(user.length / 3) + randomInt(rng, 0, 40)
      history = inputTokens + outputTokens
      previous = answer
      const usesTool = own.setup.tools !== '' && index < own.turns - 1
      return {
        messages,
        answer,
        toolCall: usesTool ? own.setup.tools.match(/"name":"([^"]+)"/)?.[1] : undefined,
        stop: usesTool ? 'tool_use' : 'end_turn',
        inputTokens,
        outputTokens,
      }
    },
  }
}
