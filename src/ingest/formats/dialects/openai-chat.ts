/** OpenAI chat completions, and everybody who speaks it: Azure, Groq, Mistral, Together, DeepSeek, Writer, vLLM … */
import { messagesOf, splitSystem, words } from '../content.ts'
import { type Fields, fields, list, number, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, type Draft, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

function read(document: Fields, draft: Draft): void {
  draft.set({ id: text(document.id), model: text(document.model), created: document.created })
  draft.spend(document.usage)
  for (const [position, item] of list(document.choices).entries()) {
    const choice = fields(item)
    // Writer streams both `message` and `delta` with the same words.
    const said = fields(choice.delta ?? choice.message)
    draft.say(words(said.content ?? said.refusal ?? ''), number(choice.index) ?? position)
    draft.set({ stop_reason: text(choice.finish_reason) })
    for (const call of list(said.tool_calls)) draft.call(fields(fields(call).function).name)
    draft.call(fields(said.function_call).name)
  }
}

export const openaiChat: Dialect = {
  id: 'openai-chat',
  path: /\/chat\/completions\/?$|\/v1\/chat\/?$/,
  owns: request => Array.isArray(request.messages),
  ask(request) {
    const { system, messages } = splitSystem(list(request.messages).flatMap(messagesOf))
    return {
      model: text(request.model),
      system,
      messages,
      tools: toolsOf(request),
      params: paramsOf(request),
      user: text(request.safety_identifier) ?? text(request.user),
      conversation:
        text(fields(request.metadata).session_id) ?? text(fields(request.metadata).conversation_id),
    }
  },
  answer: documents => gather(documents, read),
  read,
}
