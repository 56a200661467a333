/**
 * Raw reasoning and log-probabilities taken out of an answer, for a reviewed campaign and by the policy's word. What is
 * left keeps the API's form: ids, signatures and order stay, so that the client's next turn still works.
 */
import { type Fields, fields, isFields, list } from '../ingest/formats/fields.ts'
import type { Withholdable } from '../model/decision.ts'
import { dataOf, eventLines } from './event-lines.ts'
import type { Rewriting } from './forward.ts'

/** Undefined: the event says nothing else and is left out. */
type Strip = (document: Fields, what: ReadonlySet<Withholdable>) => Fields | undefined

/** A rewriting for answers of this dialect; the upstream was asked not to pack them. */
export function withholding(dialect: string, what: readonly Withholdable[], contentType: string): Rewriting {
  const strip = strips[dialect]
  const wanted = new Set(what)
  const rewrite = (text: string): string | undefined => {
    try {
      const document: unknown = JSON.parse(text)
      if (!isFields(document) || strip === undefined) return text
      const left = strip(document, wanted)
      return left === undefined ? undefined : JSON.stringify(left)
    } catch {
      return text
    }
  }
  return /event-stream/i.test(contentType) ? events(rewrite) : wholeDocument(rewrite)
}

function events(rewrite: (text: string) => string | undefined): Rewriting {
  let out: string[] = []
  const cut = eventLines(lines => {
    const data = dataOf(lines)
    const left = data === '' ? data : rewrite(data)
    if (left === undefined) return
    out.push(left === data ? `${lines}\n\n` : `${withData(lines, left)}\n\n`)
  })
  const taken = (): Buffer => {
    const text = out.join('')
    out = []
    return Buffer.from(text)
  }
  return {
    take: chunk => {
      cut.take(chunk)
      return taken()
    },
    end: () => {
      cut.end()
      return taken()
    },
  }
}

const withData = (lines: string, data: string): string =>
  [...lines.split(/\r\n|\n|\r/).filter(line => !line.startsWith('data:')), `data: ${data}`].join('\n')

const documentBytesMax = 64 * 1024 * 1024

function wholeDocument(rewrite: (text: string) => string | undefined): Rewriting {
  const chunks: Buffer[] = []
  let bytes = 0
  return {
    take: chunk => {
      bytes += chunk.length
      // Larger than any answer: cut off rather than let through unread.
      if (bytes <= documentBytesMax) chunks.push(chunk)
      return Buffer.alloc(0)
    },
    end: () => Buffer.from(rewrite(Buffer.concat(chunks).toString('utf8')) ?? ''),
  }
}

const without = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))

const rawReasoning = ['reasoning_content', 'reasoning', 'reasoning_details']

const strips: Readonly<Record<string, Strip>> = {
  'openai-chat': (document, what) => ({
    ...document,
    choices: list(document.choices).map(item => {
      const choice = fields(item)
      const said = (name: 'delta' | 'message'): Fields =>
        isFields(choice[name]) && what.has('raw-reasoning')
          ? { [name]: without(fields(choice[name]), rawReasoning) }
          : {}
      return {
        ...choice,
        ...said('delta'),
        ...said('message'),
        ...(what.has('logprobs') && choice.logprobs !== undefined && { logprobs: null }),
      }
    }),
  }),
  completion: (document, what) => ({
    ...document,
    choices: list(document.choices).map(item =>
      what.has('logprobs') ? { ...fields(item), logprobs: null } : item,
    ),
  }),
  'openai-responses': (document, what) => {
    if (what.has('raw-reasoning') && String(document.type).startsWith('response.reasoning_text.'))
      return undefined
    return {
      ...document,
      ...(what.has('logprobs') && document.logprobs !== undefined && { logprobs: [] }),
      ...(isFields(document.item) && { item: outputItem(document.item, what) }),
      ...(isFields(document.part) && { part: outputPart(document.part, what) }),
      ...(Array.isArray(document.output) && {
        output: document.output.map(item => outputItem(fields(item), what)),
      }),
      ...(isFields(document.response) &&
        Array.isArray(document.response.output) && {
          response: {
            ...document.response,
            output: document.response.output.map(item => outputItem(fields(item), what)),
          },
        }),
    }
  },
  'anthropic-messages': (document, what) => {
    if (!what.has('raw-reasoning')) return document
    // The signature stays: the API wants it back with the next turn, and it says nothing.
    if (fields(document.delta).type === 'thinking_delta') return undefined
    const thought = (value: unknown): unknown =>
      fields(value).type === 'thinking' ? { ...fields(value), thinking: '' } : value
    return {
      ...document,
      ...(isFields(document.content_block) && { content_block: thought(document.content_block) }),
      ...(Array.isArray(document.content) && { content: document.content.map(thought) }),
      ...(isFields(document.message) && {
        message: { ...document.message, content: list(document.message.content).map(thought) },
      }),
    }
  },
}

function outputItem(item: Fields, what: ReadonlySet<Withholdable>): Fields {
  if (item.type === 'reasoning' && what.has('raw-reasoning')) return without(item, ['content'])
  if (!Array.isArray(item.content)) return item
  return { ...item, content: item.content.map(part => outputPart(fields(part), what)) }
}

const outputPart = (part: Fields, what: ReadonlySet<Withholdable>): Fields =>
  what.has('logprobs') && part.logprobs !== undefined ? { ...part, logprobs: [] } : part
