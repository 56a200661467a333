/** Ollama's own chat and generate. Durations are in nanoseconds. */
import { messagesOf, splitSystem } from '../content.ts'
import { fields, list, number, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

export const ollama: Dialect = {
  id: 'ollama',
  path: /\/api\/(chat|generate)\/?$/,
  owns: request =>
    request.keep_alive !== undefined || (typeof request.prompt === 'string' && request.options !== undefined),
  ask(request) {
    const turns = Array.isArray(request.messages)
      ? request.messages.flatMap(messagesOf)
      : messagesOf(request.prompt ?? '')
    const { system, messages } = splitSystem(turns)
    return {
      model: text(request.model),
      system: text(request.system) ?? system,
      messages,
      tools: toolsOf(request),
      params: paramsOf(request),
    }
  },
  answer: documents =>
    gather(documents, (document, draft) => {
      const message = fields(document.message)
      const nanoseconds = number(document.total_duration)
      draft.say(document.response ?? message.content)
      for (const call of list(message.tool_calls)) draft.call(fields(fields(call).function).name)
      draft.spend(document)
      draft.set({
        model: text(document.model),
        created: document.created_at,
        stop_reason: text(document.done_reason),
        duration_ms: nanoseconds === undefined ? undefined : nanoseconds / 1e6,
      })
    }),
}
