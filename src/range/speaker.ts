/** What an account says: a conversation yields turns, each already rendered as the exchange's messages. */
import type { Rng } from '../rng.ts'
import { randomExponential, randomLogNormal } from './draw.ts'

export interface Turn {
  /** JSON array of the request's messages. */
  readonly messages: string
  readonly answer: string
  readonly toolCall?: string | undefined
  readonly stop?: string
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What stays the same over a conversation, as JSON fragments. */
export interface Setup {
  readonly system: string
  readonly tools: string
  readonly params: string
  /** Tokens of the fixed part, cached by the provider. */
  readonly tokens: number
}

export interface Dialogue {
  readonly turns: number
  readonly setup: Setup
  turn(index: number): Turn
  /** Milliseconds until the next turn. */
  gapMs(): number
}

export interface Speaker {
  /** Mean turns of a conversation, so that volumes can be planned. */
  readonly meanTurns: number
  open(rng: Rng, hour: number): Dialogue
}

export interface ToolSpec {
  readonly name: string
  readonly description: string
  readonly fields: readonly string[]
}

export interface SetupSpec {
  readonly system?: string | undefined
  readonly tools?: readonly ToolSpec[]
  readonly params: Readonly<Record<string, unknown>>
  /** Real system prompts are far longer than those written here; usage says what was billed. */
  readonly tokens?: number
}

/** Renders what never changes once. */
export function makeSetup(spec: SetupSpec): Setup {
  const tools = (spec.tools ?? []).map(tool => ({
    name: tool.name,
    description: tool.description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(tool.fields.map(field => [field, { type: 'string' }])),
    },
  }))
  return {
    system: spec.system === undefined ? '' : JSON.stringify(spec.system),
    tools: tools.length === 0 ? '' : JSON.stringify(tools),
    params: JSON.stringify(spec.params),
    tokens: spec.tokens ?? Math.ceil((spec.system?.length ?? 0) / 4) + tools.length * 60,
  }
}

export const message = (role: 'user' | 'assistant' | 'tool', content: string): string =>
  `{"role":"${role}","content":${JSON.stringify(content)}}`

/** Cuts long history; a log keeps a request whole, the range keeps it small. */
export const clip = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length)

/**
 * Conversation of `turns` turns: the first message, the last answer and the new message are written out.
 * @example chatDialogue(rng, setup, 3, i => [`question ${i}`, 'answer'], { gapMs: 60_000, output: 300 })
 */
export function chatDialogue(
  rng: Rng,
  setup: Setup,
  turns: number,
  say: (index: number) => readonly [user: string, answer: string],
  pace: { readonly gapMs: number; readonly output: number },
): Dialogue {
  let first = ''
  let previous = ''
  let history = setup.tokens
  return {
    turns,
    setup,
    gapMs: () => 4000 + randomExponential(rng, pace.gapMs),
    turn(index) {
      const [user, answer] = say(index)
      if (index === 0) first = user
      const messages =
        index === 0
          ? `[${message('user', user)}]`
          : `[${message('user', clip(first, 400))},${message('assistant', clip(previous, 120))},${message('user', user)}]`
      const outputTokens = Math.max(4, Math.round(randomLogNormal(rng, pace.output, 0.6)))
      const inputTokens = history + Math.ceil(user.length / 3)
      history = inputTokens + outputTokens
      previous = answer
      return { messages, answer, inputTokens, outputTokens }
    },
  }
}
