/** Cohere chat: version 1 (`message` with a `chat_history`) and version 2 (`messages`). */
import { messagesOf, splitSystem, words } from '../content.ts'
import { type Fields, fields, list, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, type Draft, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

function whole(response: Fields, draft: Draft): void {
  const message = fields(response.message)
  draft.set({
    id: text(response.response_id) ?? text(response.id),
    stop_reason: text(response.finish_reason),
  })
  draft.say(typeof response.text === 'string' ? response.text : words(message.content ?? ''))
  for (const call of [...list(response.tool_calls), ...list(message.tool_calls)])
    draft.call(fields(call).name ?? fields(fields(call).function).name)
  draft.spend(fields(response.meta).tokens)
  draft.spend(fields(response.usage).tokens)
}

export const cohereChat: Dialect = {
  id: 'cohere-chat',
  path: /cohere[^/]*\/v[12]\/chat\/?$/,
  owns: request => typeof request.message === 'string',
  ask(request) {
    const turns = [...list(request.chat_history), ...list(request.messages)].flatMap(messagesOf)
    const { system, messages } = splitSystem(turns)
    const last = text(request.message)
    return {
      model: text(request.model),
      system: text(request.preamble) ?? system,
      messages: last === undefined ? messages : [...messages, { role: 'user', content: last }],
      tools: toolsOf(request),
      params: paramsOf(request),
      conversation: text(request.conversation_id),
    }
  },
  answer(documents) {
    // Version 1 repeats the whole response at the end of a stream.
    const end = documents.find(document => document.event_type === 'stream-end')
    if (end !== undefined) return gather([fields(end.response)], whole)
    return gather(documents, (document, draft) => {
      const delta = fields(document.delta)
      const message = fields(delta.message)
      if (document.type === undefined && document.event_type === undefined) whole(document, draft)
      if (document.event_type === 'text-generation') draft.say(document.text)
      if (document.type === 'message-start') draft.set({ id: text(document.id) })
      if (document.type === 'content-start' || document.type === 'content-delta')
        draft.say(fields(message.content).text)
      if (document.type === 'tool-call-start') draft.call(fields(fields(message.tool_calls).function).name)
      if (document.type === 'message-end') {
        draft.set({ stop_reason: text(delta.finish_reason) })
        draft.spend(fields(delta.usage).tokens)
      }
    })
  },
}
