/** The dialects, most particular first: a shape that two of them could read belongs to the earlier. */
import { type Fields, fields, list } from '../fields.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { cohereChat } from './cohere-chat.ts'
import { completion } from './completion.ts'
import { converse } from './converse.ts'
import type { Dialect } from './dialect.ts'
import { gemini } from './gemini.ts'
import { ollama } from './ollama.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { openaiRun } from './openai-run.ts'

export const dialects: readonly Dialect[] = [
  cohereChat,
  gemini,
  openaiRun,
  converse,
  anthropicMessages,
  ollama,
  openaiResponses,
  openaiChat,
  completion,
]

export const dialectByShape = (request: Fields): Dialect | undefined =>
  dialects.find(dialect => dialect.owns(request))

/** Finds the dialect of an answer alone, for logs that keep it apart from the request. */
export function dialectOfAnswer(documents: readonly Fields[]): Dialect {
  const answer = documents[0] ?? {}
  if (answer.object === 'response' || String(answer.type).startsWith('response.')) return openaiResponses
  if (/^(message|message_start|error)$/.test(String(answer.type))) return anthropicMessages
  if (Array.isArray(answer.candidates)) return gemini
  if (
    answer.stopReason !== undefined ||
    answer.messageStart !== undefined ||
    fields(answer.output).message !== undefined
  )
    return converse
  const choice = fields(list(answer.choices)[0])
  if (choice.message !== undefined || choice.delta !== undefined) return openaiChat
  return answer.response_id !== undefined || answer.event_type !== undefined ? cohereChat : completion
}
