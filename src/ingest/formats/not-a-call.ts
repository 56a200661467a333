/** What travels the same wires as model calls and is none: named by kind, so that the operator can see what was left out. */

interface Kind {
  kind: string
  path: RegExp
}

/** Tried in order on `host/path`. Only kinds that could be taken for a call, or that are worth counting apart. */
const kinds: readonly Kind[] = [
  {
    kind: 'embeddings',
    path: /\/(embeddings?|embed|embed-jobs)\/?$|:(embedContent|batchEmbedContents|predictEmbedding)$|[./](titan-embed|cohere\.embed)/i,
  },
  { kind: 'rerank', path: /\/rerank\/?$|cohere\.rerank|amazon\.rerank/i },
  {
    kind: 'image',
    path: /\/images\/|\/image(s)?\/?$|stability\.|titan-image|nova-canvas|nova-reel|stable-diffusion|clipdraw|\/sdxl|\/flux-/i,
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

export const kindOf = (hostAndPath: string): string | undefined =>
  kinds.find(({ path }) => path.test(hostAndPath))?.kind
