/**
 * Tells a request for a decision as almost all of them are: names and numbers, no texts. What this takes,
 * `decideRequestSchema` takes too (a test holds that), at a tenth of the cost; whatever it leaves is the schema's to judge.
 */
import type { DecideRequest } from './decision.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' || value === undefined || value === null
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 128
const isNumber = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'number' && Number.isFinite(value))
const isCount = (value: unknown): boolean =>
  value === undefined || value === null || (Number.isSafeInteger(value) && Number(value) >= 0)

/** @example isPlainCall({ account: 'a', model: 'm' }) // true */
export function isPlainCall(value: unknown): value is DecideRequest {
  if (!isFields(value)) return false
  const { id, time, account, model, key, conversation, turn, pathway, client, usage, params } = value
  return (
    value.request === undefined &&
    value.sketch === undefined &&
    isName(account) &&
    isName(model) &&
    (id === undefined || isName(id)) &&
    (time === undefined || typeof time === 'string' || Number.isSafeInteger(time)) &&
    isText(key) &&
    isText(conversation) &&
    isText(pathway) &&
    (turn === undefined || turn === null || Number.isSafeInteger(turn)) &&
    (client === undefined || client === null || isClient(client)) &&
    (usage === undefined || usage === null || isUsage(usage)) &&
    (params === undefined || params === null || isFields(params))
  )
}

const isClient = (client: unknown): boolean =>
  isFields(client) &&
  isText(client.ip) &&
  isText(client.ja4) &&
  isText(client.user_agent) &&
  isText(client.sdk) &&
  isText(client.header_order) &&
  isText(client.timezone) &&
  isText(client.device) &&
  isNumber(client.rtt_ms) &&
  isNumber(client.tls_rtt_ms)

const isUsage = (usage: unknown): boolean =>
  isFields(usage) &&
  isCount(usage.input_tokens) &&
  isCount(usage.output_tokens) &&
  isCount(usage.cached_tokens) &&
  isCount(usage.reasoning_tokens)
