/** What is kept of a request while its answer runs: enough for every sketch, and bounded whatever was sent. */
import type { Ask } from '../ingest/formats/dialects/dialect.ts'

/** Of all messages together. A prompt of half a million tokens fits; a thousand of those at once must not fill memory. */
const charsMax = 2 * 1024 * 1024
/** Of one message, once the whole is too long. Sketches read its first 3,000 and last 600 characters. */
const messageCharsMax = 64 * 1024
/** Tools are compared by name and parameter names. */
const toolsMax = 512

type Message = Ask['messages'][number]

/** The whole where it fits; else the ends of system prompt, first and last user message, and the other turns empty. */
export function heldAsk(ask: Ask): Ask {
  const { tools } = ask
  const bounded =
    tools === undefined || tools.length <= toolsMax ? ask : { ...ask, tools: tools.slice(0, toolsMax) }
  if (charsOf(ask) <= charsMax) return bounded
  const users = ask.messages.flatMap((message, at) => (message.role === 'user' ? [at] : []))
  const kept = new Set([users[0], users.at(-1)])
  return {
    ...bounded,
    ...(ask.system !== undefined && { system: ends(ask.system) }),
    messages: ask.messages
      .slice(-messagesMax)
      .map((message, at) =>
        kept.has(at + Math.max(0, ask.messages.length - messagesMax))
          ? { role: message.role, content: ends(textOf(message)) }
          : { role: message.role, content: '' },
      ),
  }
}

const messagesMax = 20_000

/** Of the system prompt and all messages. */
export const charsOf = (ask: Ask): number =>
  ask.messages.reduce((sum, message) => sum + charsIn(message), ask.system?.length ?? 0)

const charsIn = (message: Message): number =>
  typeof message.content === 'string'
    ? message.content.length
    : message.content.reduce((sum, part) => sum + (part.text?.length ?? 0), 0)

const textOf = (message: Message): string =>
  typeof message.content === 'string'
    ? message.content
    : message.content.map(part => part.text ?? '').join('\n')

const ends = (text: string): string =>
  text.length <= messageCharsMax
    ? text
    : `${text.slice(0, messageCharsMax / 2)}\n${text.slice(-messageCharsMax / 2)}`
