/** Amazon Bedrock Converse, and Nova's InvokeModel, which is worded alike. */
import { messagesOf, words } from '../content.ts'
import { type Fields, fields, list, number, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

/** Content blocks are named by their key (`{ text }`, `{ toolUse }`), not by a `type`. */
const unnamed = (message: unknown): boolean =>
  list(fields(message).content).some(part => fields(part).type === undefined && typeof part === 'object')

const thread = (request: Fields): string | undefined => text(fields(request.requestMetadata).session_id)

export const converse: Dialect = {
  id: 'converse',
  path: /\/converse(-stream)?\/?$/,
  owns: request =>
    Array.isArray(request.messages) &&
    (request.inferenceConfig !== undefined ||
      request.schemaVersion !== undefined ||
      unnamed(request.messages[0])),
  ask: request => ({
    model: text(request.modelId),
    system: words(request.system ?? '') || undefined,
    messages: list(request.messages).flatMap(messagesOf),
    tools: toolsOf(request),
    params: paramsOf(request),
    conversation: thread(request),
  }),
  answer: documents =>
    gather(documents, (document, draft) => {
      for (const item of list(fields(fields(document.output).message).content)) {
        const part = fields(item)
        draft.say(part.text)
        draft.call(fields(part.toolUse).name)
      }
      const delta = fields(document.contentBlockDelta ?? document)
      draft.say(fields(delta.delta).text)
      draft.call(fields(fields(fields(document.contentBlockStart ?? document).start).toolUse).name)
      draft.set({ stop_reason: text(document.stopReason) ?? text(fields(document.messageStop).stopReason) })
      const metadata = fields(document.metadata)
      draft.spend(document.usage ?? metadata.usage)
      draft.set({ duration_ms: number(fields(document.metrics ?? metadata.metrics).latencyMs) })
    }),
}
