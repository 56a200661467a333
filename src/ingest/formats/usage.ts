/** Token counts under every provider's names. `input_tokens` counts cached input too, as most providers do. */
import { count, type Fields, fields, first } from './fields.ts'

export interface Usage {
  input_tokens?: number
  output_tokens?: number
  cached_tokens?: number
  reasoning_tokens?: number
}

const input = [
  'prompt_tokens',
  'input_tokens',
  'inputTokens',
  'inputTextTokenCount',
  'prompt_token_count',
  'promptTokenCount',
  'prompt_eval_count',
  'input_token_count',
  'num_tokens_prompt_total',
  'inputTokenCount',
]
const output = [
  'completion_tokens',
  'output_tokens',
  'outputTokens',
  'generation_token_count',
  'candidatesTokenCount',
  'eval_count',
  'generated_token_count',
  'generated_tokens',
  'num_tokens_generated',
  'tokenCount',
  'totalOutputTextTokenCount',
  'outputTokenCount',
]
const details = ['prompt_tokens_details', 'input_tokens_details', 'prompt_token_details']
const outputDetails = ['completion_tokens_details', 'output_tokens_details', 'completion_token_details']

/** Anthropic and Converse report cache reads and writes beside the input, not inside it. */
const apart = ['cache_read_input_tokens', 'cacheReadInputTokens', 'cacheReadInputTokenCount']
const written = ['cache_creation_input_tokens', 'cacheWriteInputTokens', 'cacheWriteInputTokenCount']

const nested = (from: Fields, places: readonly string[]): Fields =>
  fields(places.map(place => from[place]).find(place => place))

export function usageOf(from: Fields): Usage {
  const asked = first(from, input, count)
  const read = first(from, apart, count)
  const cached = read ?? count(nested(from, details).cached_tokens) ?? count(from.cachedContentTokenCount)
  const beside = (read ?? 0) + (first(from, written, count) ?? 0)
  const usage: Usage = {}
  const answered = first(from, output, count)
  const reasoning = count(nested(from, outputDetails).reasoning_tokens) ?? count(from.thoughtsTokenCount)
  if (asked !== undefined) usage.input_tokens = asked + beside
  if (answered !== undefined) usage.output_tokens = answered
  if (cached !== undefined) usage.cached_tokens = cached
  if (reasoning !== undefined) usage.reasoning_tokens = reasoning
  return usage
}

/** Streams report running totals: the largest of each stands. */
export function largest(a: Usage, b: Usage): Usage {
  const merged: Usage = { ...a }
  for (const name of ['input_tokens', 'output_tokens', 'cached_tokens', 'reasoning_tokens'] as const) {
    const value = b[name]
    if (value !== undefined) merged[name] = Math.max(merged[name] ?? 0, value)
  }
  return merged
}
