/** The dialects, most particular first: a shape that two of them could read belongs to the earlier. */
import type { Fields } from '../fields.ts'
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
