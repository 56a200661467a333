/** OpenAI responses API. A stream ends with the whole response; the deltas matter only when it was cut off. */
import { type Message, messagesOf, splitSystem, toolWords, words } from '../content.ts'
import { type Fields, fields, list, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, type Draft, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

function turn(item: unknown): Message[] {
  const input = fields(item)
  if (input.type === 'function_call_output') return [{ role: 'tool', content: toolWords(input.output) }]
  // Earlier reasoning and calls are repeated by the client; only what was said is conversation.
  return input.type === undefined || input.type === 'message' ? messagesOf(item) : []
}

function whole(response: Fields, draft: Draft): void {
  draft.set({
    id: text(response.id),
    model: text(response.model),
    created: response.created_at,
    stop_reason: text(fields(response.incomplete_details).reason) ?? text(response.status),
  })
  draft.spend(response.usage)
  for (const item of list(response.output)) {
    const output = fields(item)
    if (output.type === 'message') draft.say(words(output.content))
    else if (text(output.type)?.endsWith('_call')) draft.call(text(output.name) ?? output.type)
  }
}

const ends = new Set(['response.completed', 'response.incomplete', 'response.failed'])

function read(document: Fields, draft: Draft): void {
  if (ends.has(String(document.type))) {
    draft.restart()
    whole(fields(document.response), draft)
  } else if (document.object === 'response') whole(document, draft)
  else if (document.type === 'response.created') whole(fields(document.response), draft)
  else if (document.type === 'response.output_text.delta') draft.say(document.delta)
  else if (document.type === 'response.output_item.added') draft.call(fields(document.item).name)
}

export const openaiResponses: Dialect = {
  id: 'openai-responses',
  path: /\/responses\/?$/,
  owns: request =>
    request.input !== undefined &&
    (request.instructions !== undefined ||
      Array.isArray(request.input) ||
      request.previous_response_id !== undefined),
  ask(request) {
    const turns = Array.isArray(request.input) ? request.input.flatMap(turn) : messagesOf(request.input ?? '')
    const { system, messages } = splitSystem(turns)
    return {
      model: text(request.model),
      system:
        [text(request.instructions), system].filter(said => said !== undefined).join('\n\n') || undefined,
      messages,
      tools: toolsOf(request),
      params: paramsOf(request),
      user: text(request.safety_identifier) ?? text(request.user),
      conversation: text(request.conversation) ?? text(fields(request.conversation).id),
    }
  },
  answer: documents => gather(documents, read),
  read,
}
