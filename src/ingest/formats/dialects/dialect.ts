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
}

/** Gathers an answer from the documents of a stream. */
export interface Draft {
  say(text: unknown, choice?: number): void
  call(name: unknown): void
  spend(usage: unknown): void
  set(known: Omit<Partial<Answer>, 'text' | 'tool_calls' | 'usage'>): void
}

/** Runs `read` over every document; what it says is joined, what it sets last stands. */
export function gather(documents: readonly Fields[], read: (document: Fields, draft: Draft) => void): Answer {
  const said = new Map<number, string[]>()
  const calls: { name: string }[] = []
  const answer: Answer = { usage: {} }
  const draft: Draft = {
    say: (text, choice = 0) => {
      if (typeof text !== 'string' || text === '') return
      const spoken = said.get(choice)
      if (spoken === undefined) said.set(choice, [text])
      else spoken.push(text)
    },
    call: name => {
      if (typeof name === 'string' && name !== '') calls.push({ name })
    },
    spend: usage => {
      answer.usage = largest(answer.usage, usageOf(fields(usage)))
    },
    set: known => {
      for (const [name, value] of Object.entries(known))
        if (value !== undefined && value !== null && value !== '') Object.assign(answer, { [name]: value })
    },
  }
  for (const document of documents) read(document, draft)
  // Several choices of one request (`n` > 1) are one answer that was taken.
  if (said.size > 0) answer.text = [...said.values()].map(spoken => spoken.join('')).join('\n\n')
  if (calls.length > 0) answer.tool_calls = calls
  return answer
}
