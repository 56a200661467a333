/** Answers in the form of Anthropic's messages. */
import type { Asked } from '../model-upstream.ts'
import { piecesOf, type Said } from './said.ts'

const thinking = { type: 'thinking', thinking: 'hidden thoughts', signature: 'c2lnbmVk' }
const toolUse = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Oslo' } }

/** Anthropic counts cached input beside the input. */
const read = ({ input, cached }: Said) => ({
  input_tokens: input - cached,
  cache_read_input_tokens: cached,
})

export function messageAnswer(asked: Asked, said: Said): object {
  const tools = Array.isArray(asked.tools)
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: [thinking, tools ? toolUse : { type: 'text', text: said.text }],
    stop_reason: tools ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { ...read(said), output_tokens: said.output },
  }
}

export function messageEvents(asked: Asked, said: Said): string[] {
  const tools = Array.isArray(asked.tools)
  const event = (type: string, more: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`
  const answer = messageAnswer(asked, said)
  const spoken = tools
    ? [
        event('content_block_delta', {
          index: 1,
          delta: { type: 'input_json_delta', partial_json: '{"city":"Oslo"}' },
        }),
      ]
    : piecesOf(said.text).map(text =>
        event('content_block_delta', { index: 1, delta: { type: 'text_delta', text } }),
      )
  return [
    event('message_start', {
      message: {
        ...answer,
        content: [],
        stop_reason: null,
        usage: { ...read(said), output_tokens: 1 },
      },
    }),
    event('content_block_start', {
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    }),
    event('content_block_delta', {
      index: 0,
      delta: { type: 'thinking_delta', thinking: 'hidden thoughts' },
    }),
    event('content_block_delta', { index: 0, delta: { type: 'signature_delta', signature: 'c2lnbmVk' } }),
    event('content_block_stop', { index: 0 }),
    event('content_block_start', {
      index: 1,
      content_block: tools ? { ...toolUse, input: {} } : { type: 'text', text: '' },
    }),
    event('ping', {}),
    ...spoken,
    event('content_block_stop', { index: 1 }),
    event('message_delta', {
      delta: { stop_reason: tools ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: said.output },
    }),
    event('message_stop', {}),
  ]
}
