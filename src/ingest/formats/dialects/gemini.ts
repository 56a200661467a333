/** Google Gemini `generateContent`, on the developer API and on Vertex. */
import { messagesOf, words } from '../content.ts'
import { fields, list, number, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

export const gemini: Dialect = {
  id: 'gemini',
  path: /:(stream)?generateContent$/i,
  owns: request => Array.isArray(request.contents),
  ask: request => ({
    model: text(request.model),
    system: words(fields(request.systemInstruction ?? request.system_instruction).parts ?? '') || undefined,
    messages: list(request.contents).flatMap(messagesOf),
    tools: toolsOf(request),
    params: paramsOf(request),
  }),
  answer: documents =>
    gather(documents, (document, draft) => {
      draft.set({
        id: text(document.responseId),
        model: text(document.modelVersion),
        created: document.createTime,
      })
      draft.spend(document.usageMetadata)
      for (const [position, item] of list(document.candidates).entries()) {
        const candidate = fields(item)
        draft.set({ stop_reason: text(candidate.finishReason) })
        for (const part of list(fields(candidate.content).parts)) {
          if (fields(part).thought !== true) draft.say(fields(part).text, number(candidate.index) ?? position)
          draft.call(fields(fields(part).functionCall).name)
        }
      }
    }),
}
