/** Agent traces: one call a line as `{ timestamp, input, output, session_id }`, the timestamp in microseconds. */
import { assemble, guarded } from './assemble.ts'
import { openaiChat } from './dialects/openai-chat.ts'
import { type Fields, fields, label, parsed, text } from './fields.ts'
import type { Format } from './format.ts'
import { contentId, principal } from './identity.ts'
import { instant } from './instant.ts'

const isTrace = (record: unknown): boolean => {
  const call = fields(record)
  return (
    label(call.session_id) !== undefined &&
    call.input !== undefined &&
    call.output !== undefined &&
    call.timestamp !== undefined
  )
}

export const agentTrace: Format = {
  id: 'agent-trace',
  title: 'Agent traces (timestamp, input, output, session)',
  detect: records => records.length > 0 && isTrace(records[0]),
  parse: guarded((record, context) => {
    const call = fields(record)
    if (!isTrace(call)) return [{ reason: 'not a call of an agent trace' }]
    const time = instant(call.timestamp)
    if (time === undefined) return [{ reason: 'timestamp is no time' }]
    const session = label(call.session_id) ?? ''
    return [
      assemble(
        {
          id: contentId(record, 0),
          time,
          // The trace knows no account; one session is surely one hand.
          account: principal(label(call.user) ?? `session-${session}`, context),
          conversation: session,
          model: text(call.model) ?? 'unknown',
          ask: openaiChat.ask(turns(call)),
          answer: { usage: {}, text: spoken(call.output) },
        },
        context,
      ),
    ]
  }),
}

/** The input is the prompt as text, or the messages as JSON. */
function turns(call: Fields): Fields {
  const input = parsed(call.input)
  const messages = Array.isArray(input)
    ? input
    : (fields(input).messages ?? [{ role: 'user', content: String(call.input ?? '') }])
  return { messages, tools: fields(input).tools }
}

const spoken = (output: unknown): string | undefined =>
  typeof output === 'string'
    ? text(output)
    : openaiChat.answer([{ choices: [{ message: fields(output) }] }]).text
