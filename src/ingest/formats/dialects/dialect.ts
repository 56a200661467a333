/** A dialect: how one provider's API words a request and an answer. Formats find bodies; dialects read them. */

import type { Message } from '../content.ts'
import type { Fields } from '../fields.ts'
import { fields } from '../fields.ts'
import { largest, type Usage, usageOf } from '../usage.ts'

export interface Tool {
  name: string
  description?: string | undefined
  parameters?: unknown
}

export interface Ask {
  model?: string | undefined
  system?: string | undefined
  messages: Message[]
  tools?: Tool[]
  params?: Fields
  /** The caller's own word for its end user. */
  user?: string | undefined
  conversation?: string | undefined
}

export interface Answer {
  id?: string | undefined
  model?: string | undefined
  /** In whatever unit the provider writes it; `instant` reads it. */
  created?: unknown
  text?: string | undefined
  stop_reason?: string | undefined
  tool_calls?: { name: string }[]
  usage: Usage
  duration_ms?: number | undefined
}

export interface Dialect {
  id: string
  /** What follows the host in a URL. */
  path: RegExp
  /** Whether a request body without a URL is worded this way. */
  owns(request: Fields): boolean
  ask(request: Fields): Ask
  /** One document for a plain answer, many for a stream; merged here because every provider streams differently. */
  answer(documents: readonly Fields[]): Answer
  /** One document of an answer that is still being said, for `gathering`; absent where only the whole can be read. */
  read?(document: Fields, draft: Draft): void
}

/** Gathers an answer from the documents of a stream. */
export interface Draft {
  say(text: unknown, choice?: number): void
  call(name: unknown): void
  spend(usage: unknown): void
  set(known: Omit<Partial<Answer>, 'text' | 'tool_calls' | 'usage'>): void
  /** Forgets what was said and called: the whole follows. */
  restart(): void
}

export interface Gathering {
  hear(document: Fields): void
  answer(): Answer
}

/** Runs `read` over every document; what it says is joined, what it sets last stands. */
export function gather(documents: readonly Fields[], read: (document: Fields, draft: Draft) => void): Answer {
  const gathered = gathering(read)
  for (const document of documents) gathered.hear(document)
  return gathered.answer()
}

/** The same, document by document. Words beyond `charsMax` and calls beyond `callsMax` are not kept. */
export function gathering(
  read: (document: Fields, draft: Draft) => void,
  charsMax = Number.POSITIVE_INFINITY,
): Gathering {
  const said = new Map<number, string[]>()
  let chars = 0
  const calls: { name: string }[] = []
  const answer: Answer & Record<string, unknown> = { usage: {} }
  const draft: Draft = {
    say: (text, choice = 0) => {
      if (typeof text !== 'string' || text === '' || chars >= charsMax) return
      const kept = text.slice(0, charsMax - chars)
      chars += kept.length
      const spoken = said.get(choice)
      if (spoken === undefined) said.set(choice, [kept])
      else spoken.push(kept)
    },
    call: name => {
      if (typeof name === 'string' && name !== '' && calls.length < callsMax) calls.push({ name })
    },
    spend: usage => {
      // Told once, by the last of hundreds of events.
      if (usage === undefined || usage === null) return
      answer.usage = largest(answer.usage, usageOf(fields(usage)))
    },
    set: known => {
      const fresh: Record<string, unknown> = known
      for (const name in fresh) {
        const value = fresh[name]
        if (value !== undefined && value !== null && value !== '') answer[name] = value
      }
    },
    restart: () => {
      said.clear()
      chars = 0
      calls.length = 0
    },
  }
  return {
    hear: document => read(document, draft),
    answer: () => {
      // Several choices of one request (`n` > 1) are one answer that was taken.
      if (said.size > 0) answer.text = [...said.values()].map(spoken => spoken.join('')).join('\n\n')
      if (calls.length > 0) answer.tool_calls = calls
      return answer
    },
  }
}

/** Far beyond any answer's; a hostile upstream must not fill the memory with names. */
const callsMax = 10_000
