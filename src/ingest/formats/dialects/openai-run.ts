/** OpenAI assistants: starting a run calls the model. The conversation stays in the thread, the answer may come by polling. */
import { toolWords, words } from '../content.ts'
import { fields, list, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, gather } from './dialect.ts'
import { toolsOf } from './tools.ts'

export const openaiRun: Dialect = {
  id: 'openai-run',
  path: /\/threads\/(runs|[^/]+\/runs(\/[^/]+\/submit_tool_outputs)?)\/?$/,
  owns: request => request.assistant_id !== undefined || Array.isArray(request.tool_outputs),
  ask: request => ({
    model: text(request.model),
    system: text(request.instructions),
    messages: list(request.tool_outputs).map(output => ({
      role: 'tool',
      content: toolWords(fields(output).output),
    })),
    tools: toolsOf(request),
    params: paramsOf(request),
  }),
  answer: documents =>
    gather(documents, (document, draft) => {
      if (document.object === 'thread.message' && document.status === 'completed')
        draft.say(words(document.content))
      if (document.object !== 'thread.run') return
      draft.set({
        id: text(document.id),
        model: text(document.model),
        created: document.created_at,
        stop_reason: text(document.status),
      })
      draft.spend(document.usage)
    }),
}
