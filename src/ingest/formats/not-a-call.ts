/** What travels the same wires as model calls and is none: named by kind, so that the operator can see what was left out. */

interface Kind {
  kind: string
  path: RegExp
}

/** Tried in order on `host/path`. Only kinds that could be taken for a call, or that are worth counting apart. */
const kinds: readonly Kind[] = [
  {
    kind: 'embeddings',
    path: /\/(embeddings?|embed|embed-jobs)\/?$|:(embedContent|batchEmbedContents|predictEmbedding)$/i,
  },
  { kind: 'rerank', path: /\/rerank\/?$/i },
  {
    kind: 'image',
    path: /\/images\/|\/image(s)?\/?$/i,
  },
  { kind: 'audio', path: /\/audio\/|text-to-speech|\/speech\/?$/ },
  { kind: 'moderation', path: /\/moderations?\/?$|\/guardrails?\// },
  { kind: 'token count', path: /\/count_tokens\/?$|:countTokens$|\/tokenize\/?$|\/detokenize\/?$/ },
  { kind: 'assistants', path: /\/(assistants|threads)(\/|$)/ },
  {
    kind: 'telemetry',
    path: /\/traces\/ingest|\/telemetry\/|posthog|smith\.langchain|\/v1\/(traces|metrics|logs)\/?$/,
  },
  {
    kind: 'vector store',
    path: /\/vector_stores|weaviate|pinecone|\/v1\/(schema|objects|graphql|nodes|meta|batch\/objects)(\/|$)|\/indexes(\/|$)|\/collections(\/|$)/,
  },
  { kind: 'search', path: /tavily|serpapi|\/search\/?$/ },
  {
    kind: 'files and jobs',
    path: /\/(files|uploads|fine_tuning|fine-tunes|batches|datasets|evals|parsing)(\/|$)/,
  },
  { kind: 'sign-in', path: /\/oidc\/|\/oauth2?\/|\/token\/?$/ },
  { kind: 'health check', path: /\/(healthz?|livez|readyz|ping|\.well-known\/(ready|live))\/?$/ },
]

/** Models that answer with vectors, scores or pictures, by the names their makers give them. */
const models: readonly Kind[] = [
  { kind: 'embeddings', path: /embed|voyage-\d|\bbge-|\be5-|\bgte-/i },
  { kind: 'rerank', path: /rerank/i },
  {
    kind: 'image',
    path: /stability|stable-diffusion|titan-image|nova-(canvas|reel)|dall-e|gpt-image|imagen|sdxl|flux-|clipdraw/i,
  },
  { kind: 'audio', path: /whisper|\btts-|transcribe|nova-sonic/i },
]

/** For formats that know the model but no URL. */
export const kindOfModel = (model: string): string | undefined =>
  models.find(({ path }) => path.test(model))?.kind

export const kindOf = (hostAndPath: string, model = ''): string | undefined =>
  kinds.find(({ path }) => path.test(hostAndPath))?.kind ??
  kindOfModel(model) ??
  kindOfModel(/\/models?\/(.+)/.exec(hostAndPath)?.[1] ?? '')
