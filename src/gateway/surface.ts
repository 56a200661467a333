/** Which API a call speaks, told by its path alone, so that nothing has to be read before. */
import { anthropicMessages } from '../ingest/formats/dialects/anthropic-messages.ts'
import { completion } from '../ingest/formats/dialects/completion.ts'
import type { Dialect } from '../ingest/formats/dialects/dialect.ts'
import { openaiChat } from '../ingest/formats/dialects/openai-chat.ts'
import { openaiResponses } from '../ingest/formats/dialects/openai-responses.ts'

/** Whose form an error must have for the caller's SDK to read it. */
export type ErrorShape = 'openai' | 'anthropic'

export interface Surface {
  readonly shape: ErrorShape
  /** Present for calls of a model that are read and recorded; everything else passes through. */
  readonly dialect?: Dialect
  /** Where to, below the upstream's own path: normalised, with the query as it came. */
  readonly target: string
  /** The model a path names (Azure's deployments); most APIs name it in the body. */
  readonly model?: string
}

const surfaces: readonly { path: RegExp; dialect: Dialect; shape: ErrorShape }[] = [
  { path: /\/chat\/completions$/, dialect: openaiChat, shape: 'openai' },
  { path: /\/responses$/, dialect: openaiResponses, shape: 'openai' },
  { path: /\/messages$/, dialect: anthropicMessages, shape: 'anthropic' },
  { path: /\/(completions|complete)$/, dialect: completion, shape: 'openai' },
]

/**
 * `url` is the request target as it came; undefined when it is none. An absolute target (`GET http://elsewhere/`) keeps
 * its path only: where to go is the operator's word, never the caller's.
 */
export function surfaceOf(method: string, url: string, anthropic: boolean): Surface | undefined {
  const absolute = url.startsWith('/') ? `http://target${url}` : url
  if (!URL.canParse(absolute)) return undefined
  const parsed = new URL(absolute)
  // A path written differently must not be another path to the record than it is to the upstream.
  const path = plain(parsed.pathname)
  const known = method === 'POST' ? surfaces.find(surface => surface.path.test(path)) : undefined
  const model = /\/(?:deployments|models)\/([^/]{1,200})\//.exec(path)?.[1]
  return {
    shape: known?.shape ?? (anthropic ? 'anthropic' : 'openai'),
    target: parsed.pathname + parsed.search,
    ...(known !== undefined && { dialect: known.dialect }),
    ...(model !== undefined && { model }),
  }
}

function plain(path: string): string {
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // Left as it is: the upstream will not know it either.
  }
  return decoded
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
}
