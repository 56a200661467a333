/** Answers in the form of OpenAI's responses. */
import type { Asked } from '../model-upstream.ts'
import { piecesOf, type Said } from './said.ts'

const reasoning = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [],
  content: [{ type: 'reasoning_text', text: 'hidden thoughts' }],
}

const message = (text: string) => ({
  type: 'message',
  id: 'msg_1',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [], logprobs: [{ token: 'word', logprob: -0.1 }] }],
})

export function responseAnswer(asked: Asked, said: Said): object {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_760_000_000,
    status: 'completed',
    model: asked.model,
    output: [reasoning, message(said.text)],
    usage: {
      input_tokens: said.input,
      input_tokens_details: { cached_tokens: said.cached },
      output_tokens: said.output,
      output_tokens_details: { reasoning_tokens: said.reasoning },
      total_tokens: said.input + said.output,
    },
  }
}

export function responseEvents(asked: Asked, said: Said): string[] {
  let sequence_number = 0
  const event = (type: string, more: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence_number++, ...more })}\n\n`
  const whole = responseAnswer(asked, said)
  const place = { item_id: 'msg_1', output_index: 1, content_index: 0 }
  return [
    event('response.created', { response: { ...whole, status: 'in_progress', output: [], usage: null } }),
    event('response.reasoning_text.delta', {
      item_id: 'rs_1',
      output_index: 0,
      content_index: 0,
      delta: 'hidden thoughts',
    }),
    event('response.output_item.done', { output_index: 0, item: reasoning }),
    event('response.output_item.added', {
      output_index: 1,
      item: { ...message(''), status: 'in_progress', content: [] },
    }),
    event('response.content_part.added', {
      ...place,
      part: { type: 'output_text', text: '', annotations: [] },
    }),
    ...piecesOf(said.text).map(delta =>
      event('response.output_text.delta', {
        ...place,
        delta,
        logprobs: [{ token: 'word', logprob: -0.1 }],
      }),
    ),
    event('response.output_text.done', { ...place, text: said.text, logprobs: [] }),
    event('response.output_item.done', { output_index: 1, item: message(said.text) }),
    event('response.completed', { response: whole }),
  ]
}
