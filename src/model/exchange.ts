/** One call of a model, as CONTRACT names its fields. Unknown fields are ignored; absent means "not known". */
import { z } from 'zod'

const optional = <T extends z.ZodType>(type: T) => type.nullish()
const text = z.string()
const count = z.number().int().nonnegative()

/** RFC 3339 text or integer epoch milliseconds. */
export const timeSchema = z.union([text, z.number().int()])

const contentSchema = z.union([text, z.array(z.unknown()), z.record(text, z.unknown()), z.null()])

export const exchangeSchema = z.object({
  id: text.min(1).max(128).describe('Unique; a second exchange with the same id is ignored.'),
  time: timeSchema.describe('When the request arrived.'),
  account: text.min(1).max(128).describe('The identity the call was authenticated as.'),
  key: optional(text).describe('API key or credential id, never the secret.'),
  conversation: optional(text).describe('Session id.'),
  turn: optional(z.number().int()).describe('0-based position in the conversation.'),
  pathway: optional(text).describe('`api`, `bedrock`, `vertex`, `azure`, `app`, a partner.'),
  model: text.min(1).describe('The model asked for.'),
  status: optional(z.number().int()).describe('HTTP status given to the client.'),
  duration_ms: optional(z.number()),
  client: optional(
    z.object({
      ip: optional(text),
      ja4: optional(text),
      user_agent: optional(text),
      sdk: optional(text),
      header_order: optional(text),
      timezone: optional(text),
      device: optional(text),
      rtt_ms: optional(z.number()),
      tls_rtt_ms: optional(z.number()),
    }),
  ),
  usage: optional(
    z.object({
      input_tokens: optional(count),
      output_tokens: optional(count),
      cached_tokens: optional(count),
      reasoning_tokens: optional(count),
    }),
  ),
  params: optional(z.record(text, z.unknown())),
  request: optional(
    z.object({
      system: optional(text),
      messages: optional(z.array(z.object({ role: text, content: contentSchema.optional() }))),
      tools: optional(
        z.array(z.object({ name: text, description: optional(text), parameters: z.unknown().optional() })),
      ),
    }),
  ),
  response: optional(
    z.object({
      text: optional(text),
      stop_reason: optional(text),
      tool_calls: optional(z.array(z.object({ name: text }))),
    }),
  ),
  sketch: optional(z.record(text, z.unknown())).describe('Computed at the edge in place of the texts.'),
})

export type Exchange = z.infer<typeof exchangeSchema>
