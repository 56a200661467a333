/** Answers in the form of OpenAI's chat completions. */
import type { Asked } from '../model-upstream.ts'

const usage = (words: number) => ({
  prompt_tokens: 21,
  completion_tokens: words,
  total_tokens: 21 + words,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 3 },
})

const logprobs = { content: [{ token: 'word', logprob: -0.1, bytes: null, top_logprobs: [] }], refusal: null }
const said = (words: number): string => Array.from({ length: words }, (_, at) => `word${at} `).join('')
const call = {
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
}

export function chatAnswer(asked: Asked, words: number): object {
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
          content: tools ? null : said(words),
          reasoning_content: 'hidden thoughts',
          ...(tools && { tool_calls: [call] }),
        },
        finish_reason: tools ? 'tool_calls' : 'stop',
        logprobs: asked.logprobs === true ? logprobs : null,
      },
    ],
    usage: usage(words),
  }
}

export function chatChunks(asked: Asked, words: number): string[] {
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
    : Array.from({ length: words }, (_, at) => chunk({ content: `word${at} ` }))
  return [
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'hidden thoughts' }),
    ...spoken,
    chunk({}, tools ? 'tool_calls' : 'stop'),
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model: asked.model, choices: [], usage: usage(words) })}\n\n`,
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
