/** What the caller asked of the sampler, under one name each, wherever a provider puts it. */
import { type Fields, fields } from './fields.ts'

const names: Record<string, readonly string[]> = {
  temperature: ['temperature'],
  top_p: ['top_p', 'topP', 'p'],
  top_k: ['top_k', 'topK', 'k'],
  max_tokens: [
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'maxTokens',
    'maxTokenCount',
    'max_gen_len',
    'max_new_tokens',
    'maximum_tokens',
    'max_tokens_to_sample',
    'maxOutputTokens',
    'num_predict',
  ],
  n: ['n', 'num_generations', 'candidateCount', 'numResults', 'num_return_sequences', 'best_of'],
  stream: ['stream'],
  stop: ['stop', 'stop_sequences', 'stopSequences'],
  seed: ['seed'],
  frequency_penalty: ['frequency_penalty', 'frequencyPenalty'],
  presence_penalty: ['presence_penalty', 'presencePenalty'],
  logprobs: ['logprobs', 'return_likelihoods', 'responseLogprobs'],
  top_logprobs: ['top_logprobs'],
  response_format: ['response_format', 'format', 'responseSchema', 'responseMimeType', 'output_config'],
  reasoning: ['reasoning', 'reasoning_effort', 'thinking', 'thinkingConfig', 'think'],
  tool_choice: ['tool_choice', 'toolChoice', 'function_call'],
  parallel_tool_calls: ['parallel_tool_calls'],
  service_tier: ['service_tier'],
}

/** Objects inside the request that hold sampling settings: Converse, Titan, Gemini, Ollama, text-generation-inference. */
const places = [
  'inferenceConfig',
  'textGenerationConfig',
  'generationConfig',
  'generation_config',
  'options',
  'parameters',
  'additionalModelRequestFields',
]

/** Settings as asked; what was not asked is not there. */
export function paramsOf(request: Fields): Fields {
  const found: Fields = {}
  const sources = [request, ...places.map(place => fields(request[place]))]
  for (const [name, aliases] of Object.entries(names)) {
    for (const source of sources) {
      const alias = aliases.find(
        key => Object.hasOwn(source, key) && source[key] !== null && source[key] !== '',
      )
      if (alias === undefined) continue
      found[name] = source[alias]
      break
    }
  }
  const format = fields(request.text).format
  return format === undefined ? found : { ...found, response_format: format }
}
