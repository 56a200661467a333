/** Message content of every provider brought to one shape: text, or parts of which text parts carry their text. */
import { type Fields, fields, first, isFields, list, text } from './fields.ts'

export interface Message {
  role: string
  content: string | Part[]
}
interface Part {
  type: string
  text?: string
}

/** Deeper nesting than any provider's; a hostile record must not exhaust the stack. */
const depthMax = 6

/** Words of a value that may be text, a part, or a list of parts. Images, audio and documents add nothing. */
export function words(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > depthMax) return ''
  if (Array.isArray(value)) {
    return value
      .map(item => words(item, depth + 1))
      .filter(said => said !== '')
      .join('\n')
  }
  if (!isFields(value) || isThought(value)) return ''
  const plain = first(value, ['text', 'content', 'output_text', 'refusal', 'message', 'data'], part =>
    part === null || part === undefined ? undefined : words(part, depth + 1),
  )
  return plain ?? words(value.guardContent ?? value.parts ?? '', depth + 1)
}

/** Hidden reasoning is not part of the answer the client sees as text. */
const isThought = (part: Fields): boolean =>
  /^(thinking|reasoning|redacted_thinking)$/.test(String(part.type)) ||
  part.thought === true ||
  isFields(part.reasoningContent)

const textTypes = /^(text|input_text|output_text|refusal)$/

function partOf(value: unknown): Part {
  const part = fields(value)
  const type = text(part.type) ?? Object.keys(part).find(key => /^[a-z]/i.test(key)) ?? 'unknown'
  const said = typeof value === 'string' ? value : words(part)
  const isText = typeof value === 'string' || textTypes.test(type) || type === 'guardContent'
  return isText && said !== '' ? { type: 'text', text: said } : { type: type.slice(0, 40) }
}

/** Text where there is only text, otherwise the parts with bulky data left out. */
function contentOf(value: unknown): string | Part[] {
  if (!Array.isArray(value)) return words(value)
  const parts = value.map(partOf)
  return parts.every(part => part.type === 'text') ? parts.map(part => part.text ?? '').join('\n') : parts
}

const toolResult = (part: Fields): unknown =>
  part.type === 'tool_result' || part.type === 'tool_call_response'
    ? (part.content ?? part.result ?? part.response ?? '')
    : (part.toolResult ?? part.functionResponse)

/** A tool's output as text: what it said, or its JSON. */
export function toolWords(value: unknown): string {
  if (typeof value === 'string') return value
  const result = fields(value)
  const inner = result.content ?? result.output ?? result.response ?? value
  const said = list(inner).map(
    item => words(item) || (isFields(item) && item.json !== undefined ? JSON.stringify(item.json) : ''),
  )
  return said.length > 0
    ? said.filter(line => line !== '').join('\n')
    : words(inner) || (JSON.stringify(inner) ?? '')
}

const roles: Record<string, string> = {
  human: 'user',
  chatbot: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  function: 'tool',
}

/** Reads one turn; tool results that a provider packs into a user turn become turns of their own. */
export function messagesOf(value: unknown): Message[] {
  if (typeof value === 'string') return [{ role: 'user', content: value }]
  const turn = fields(value)
  const named = (text(turn.role) ?? text(turn.type) ?? 'user').toLowerCase()
  const role = roles[named] ?? (named === 'message' ? 'user' : named)
  const body = turn.content ?? turn.parts ?? turn.message ?? ''
  const results = list(body)
    .map(part => toolResult(fields(part)))
    .filter(result => result !== undefined && result !== null)
  const rest = list(body).filter(part => (toolResult(fields(part)) ?? undefined) === undefined)
  const said = Array.isArray(body) ? rest : body
  return [
    ...results.map(result => ({ role: 'tool', content: toolWords(result) })),
    ...(Array.isArray(said) && said.length === 0 && results.length > 0
      ? []
      : [{ role, content: contentOf(said) }]),
  ]
}

/** System and developer turns are the system prompt wherever they stand; the rest are the conversation. */
export function splitSystem(messages: readonly Message[]): {
  system: string | undefined
  messages: Message[]
} {
  const isSystem = (message: Message) => message.role === 'system' || message.role === 'developer'
  const system = messages
    .filter(isSystem)
    .map(message => words(message.content))
    .filter(said => said !== '')
    .join('\n\n')
  return {
    system: system === '' ? undefined : system,
    messages: messages.filter(message => !isSystem(message)),
  }
}
