/** Answers in the form of OpenAI's chat completions. */
import type { Asked } from '../model-upstream.ts'
import { piecesOf, type Said } from './said.ts'

const usage = ({ input, output, cached, reasoning }: Said) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
  completion_tokens_details: { reasoning_tokens: reasoning },
})

const logprobs = { content: [{ token: 'word', logprob: -0.1, bytes: null, top_logprobs: [] }], refusal: null }
const call = {
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
}

export function chatAnswer(asked: Asked, said: Said): object {
  const tools = Array.isArray(asked.tools)
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: asked.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: tools ? null : said.text,
          reasoning_content: 'hidden thoughts',
          ...(tools && { tool_calls: [call] }),
        },
        finish_reason: tools ? 'tool_calls' : 'stop',
        logprobs: asked.logprobs === true ? logprobs : null,
      },
    ],
    usage: usage(said),
  }
}

export function chatChunks(asked: Asked, said: Said): string[] {
  const tools = Array.isArray(asked.tools)
  const chunk = (delta: object, finish: string | null = null, more: object = {}): string =>
    `data: ${JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_760_000_000,
      model: asked.model,
      choices: [
        { index: 0, delta, finish_reason: finish, logprobs: asked.logprobs === true ? logprobs : null },
      ],
      ...more,
    })}\n\n`
  const spoken = tools
    ? [
        chunk({ tool_calls: [{ index: 0, ...call, function: { name: 'get_weather', arguments: '' } }] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '{"city":"Oslo"}' } }] }),
      ]
    : piecesOf(said.text).map(content => chunk({ content }))
  return [
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'hidden thoughts' }),
    ...spoken,
    chunk({}, tools ? 'tool_calls' : 'stop'),
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model: asked.model, choices: [], usage: usage(said) })}\n\n`,
    'data: [DONE]\n\n',
  ]
}

export function embeddings(asked: Asked): object {
  return {
    object: 'list',
    model: asked.model,
    data: [{ object: 'embedding', index: 0, embedding: [0.25, -0.5, 1] }],
    usage: { prompt_tokens: 3, total_tokens: 3 },
  }
}
