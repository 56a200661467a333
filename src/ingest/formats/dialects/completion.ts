/**
 * One prompt in, text out: OpenAI's legacy completions and its kin — Cohere generate, AI21, Llama, Mistral and Titan on
 * Bedrock, text-generation-inference on Hugging Face and SageMaker, Aleph Alpha, watsonx, Replicate, Anthropic complete.
 */
import { words } from '../content.ts'
import { type Fields, fields, first, label, list, text } from '../fields.ts'
import { paramsOf } from '../params.ts'
import { type Dialect, type Draft, gather } from './dialect.ts'

const prompts = ['prompt', 'inputText', 'inputs', 'input'] as const

function promptOf(request: Fields): unknown {
  const named = prompts.map(name => request[name]).find(prompt => prompt !== undefined && prompt !== null)
  const inner = fields(named)
  return inner.prompt ?? inner.text ?? named
}

function sayAll(document: Fields, draft: Draft): void {
  const choices = [
    document.choices,
    document.completions,
    document.generations,
    document.results,
    document.outputs,
  ]
  for (const [position, item] of choices.flatMap(list).entries()) {
    const choice = fields(item)
    const data = fields(choice.data)
    draft.say(
      first(choice, ['text', 'completion', 'outputText', 'generated_text'], text) ?? data.text ?? '',
      position,
    )
    draft.set({ stop_reason: stopOf(choice) ?? text(fields(choice.finishReason).reason) })
    draft.spend(choice)
  }
  draft.say(
    first(document, ['completion', 'generation', 'generated_text', 'outputText', 'value'], value =>
      typeof value === 'string' ? value : undefined,
    ),
  )
  // Replicate's output is a list of tokens.
  draft.say(
    list(document.output).every(token => typeof token === 'string') ? list(document.output).join('') : '',
  )
  draft.say(document.output)
}

const stops = ['finish_reason', 'stop_reason', 'completionReason', 'completion_reason', 'status']
const stopOf = (from: Fields): string | undefined =>
  first(from, stops, value => (value === 'not_finished' || value === 'starting' ? undefined : text(value)))

function read(document: Fields, draft: Draft): void {
  sayAll(document, draft)
  draft.set({
    id: label(document.id),
    model: text(document.model) ?? text(document.model_id) ?? text(document.model_version),
    created: document.created ?? document.created_at,
    stop_reason: stopOf(document) ?? text(fields(document.details).finish_reason),
  })
  for (const spent of [document, document.usage, fields(document.meta).tokens, document.details])
    draft.spend(spent)
}

export const completion: Dialect = {
  id: 'completion',
  path: /\/(completions?|complete|generate|invocations|predictions|generation\/text(_stream)?|text\/generation(_stream)?)\/?$/,
  owns: request => {
    const prompt = promptOf(request)
    return typeof prompt === 'string' || (Array.isArray(prompt) && request.prompt === prompt)
  },
  ask(request) {
    const asked = promptOf(request)
    const texts = Array.isArray(asked) ? asked : [asked]
    return {
      model: text(request.model) ?? text(request.model_id) ?? text(request.version),
      system: text(fields(request.input).system_prompt),
      messages: texts
        .map(prompt => ({ role: 'user', content: words(prompt) }))
        .filter(turn => turn.content !== ''),
      params: { ...paramsOf(fields(request.input)), ...paramsOf(request) },
      user: text(request.user),
    }
  },
  answer: documents => gather(documents, read),
  read,
}
