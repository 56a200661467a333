/** Anthropic messages, also inside Bedrock and Vertex. Streams open with `message_start` and speak in content blocks. */
import { messagesOf, splitSystem, words } from '../content.ts'
import { type Fields, fields, list, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, type Draft, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

function block(value: unknown, draft: Draft): void {
  const content = fields(value)
  if (content.type === 'text') draft.say(content.text)
  if (text(content.type)?.endsWith('tool_use')) draft.call(content.name)
}

function message(value: Fields, draft: Draft): void {
  draft.set({ id: text(value.id), model: text(value.model), stop_reason: text(value.stop_reason) })
  draft.spend(value.usage)
  for (const content of list(value.content)) block(content, draft)
}

function read(document: Fields, draft: Draft): void {
  if (document.type === 'message_start') message(fields(document.message), draft)
  else if (document.type === 'content_block_start') block(document.content_block, draft)
  else if (document.type === 'content_block_delta') draft.say(fields(document.delta).text)
  else if (document.type === 'message_delta') {
    draft.set({ stop_reason: text(fields(document.delta).stop_reason) })
    draft.spend(document.usage)
  } else message(document, draft)
}

export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  path: /\/messages\/?$/,
  owns: request =>
    Array.isArray(request.messages) &&
    (request.anthropic_version !== undefined ||
      request.system !== undefined ||
      request.thinking !== undefined),
  ask(request) {
    const { system, messages } = splitSystem(list(request.messages).flatMap(messagesOf))
    return {
      model: text(request.model),
      system: [words(request.system ?? ''), system].filter(said => said).join('\n\n') || undefined,
      messages,
      tools: toolsOf(request),
      params: paramsOf(request),
      user: text(fields(request.metadata).user_id),
    }
  },
  answer: documents => gather(documents, read),
  read,
}
