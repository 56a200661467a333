/** Real captures that may lie beside the checkout; they are no part of it, so their absence is no failure. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exchangeSchema } from '../../model/exchange.ts'
import type { Parsed } from './format.ts'
import { formats } from './index.ts'

const shared = join(import.meta.dirname, '../../../../shared/data')

function present(name: string): boolean {
  const path = join(shared, name)
  if (existsSync(path)) return true
  console.info(`skipped: ${name} is not beside the checkout`)
  return false
}

/** Node 20 has no zstd of its own. */
function recordsOf(name: string): unknown[] {
  const [command, options] = name.endsWith('.zst') ? ['zstd', ['-dc']] : ['cat', []]
  const text = execFileSync(command as string, [...(options as string[]), join(shared, name)], {
    maxBuffer: 1e9,
  }).toString()
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
}

interface Tally {
  format: string | undefined
  taken: number
  distinct: number
  skipped: Record<string, number>
  rejected: Record<string, number>
  exchanges: Extract<Parsed, { exchange: unknown }>['exchange'][]
}

function tally(name: string): Tally {
  const records = recordsOf(name)
  const format = formats.find(candidate => candidate.detect(records.slice(0, 50)))
  const counts: Tally = {
    format: format?.id,
    taken: 0,
    distinct: 0,
    skipped: {},
    rejected: {},
    exchanges: [],
  }
  for (const [index, record] of records.entries()) {
    for (const result of format?.parse(record, { file: name, line: index + 1 }) ?? []) {
      if ('exchange' in result) counts.exchanges.push(result.exchange)
      if ('skip' in result) counts.skipped[result.skip] = (counts.skipped[result.skip] ?? 0) + 1
      if ('reason' in result) counts.rejected[result.reason] = (counts.rejected[result.reason] ?? 0) + 1
    }
  }
  counts.taken = counts.exchanges.length
  counts.distinct = new Set(counts.exchanges.map(exchange => exchange.id)).size
  return counts
}

const cassettes = 'gateway-cassettes-openllmetry/exchanges.jsonl.zst'

it.runIf(present(cassettes))(
  'every model call among 1,680 real HTTP exchanges is taken, and nothing is rejected',
  () => {
    const { exchanges, ...counts } = tally(cassettes)
    expect(counts).toMatchInlineSnapshot(`
      {
        "distinct": 676,
        "format": "http-exchange",
        "rejected": {},
        "skipped": {
          "assistants": 238,
          "embeddings": 62,
          "files and jobs": 57,
          "image": 32,
          "moderation": 10,
          "read": 24,
          "rerank": 7,
          "search": 10,
          "sign-in": 4,
          "telemetry": 45,
          "vector store": 140,
        },
        "taken": 1051,
      }
    `)
    expect(exchanges.every(exchange => exchangeSchema.safeParse(exchange).success)).toBe(true)
    const answered = exchanges.filter(({ response }) => response?.text || response?.tool_calls)
    const asked = exchanges.filter(({ request }) => request?.messages?.length)
    expect({ answered: answered.length, asked: asked.length }).toMatchInlineSnapshot(`
      {
        "answered": 989,
        "asked": 1033,
      }
    `)
  },
)

it.runIf(present('trace-lmcache-agent-a'))('every call of 44 real agent sessions is taken', () => {
  for (const [name, calls] of [
    ['taubench', 471],
    ['miniswe', 402],
  ] as const) {
    const { exchanges, ...counts } = tally(`trace-lmcache-agent-a/${name}.jsonl.zst`)
    expect(counts).toEqual({
      format: 'agent-trace',
      taken: calls,
      distinct: calls,
      skipped: {},
      rejected: {},
    })
    expect(exchanges.every(exchange => exchange.time.toString().startsWith('2025-10'))).toBe(true)
  }
})

it.runIf(present('gateway-samples'))(
  'the public samples of each gateway are recognised and taken whole',
  () => {
    for (const [name, format, calls] of [
      ['bedrock_model_invocation_log.jsonl', 'bedrock-log', 3],
      ['litellm_spend_logs_payload.json', 'litellm-spend', 1],
      ['litellm_standard_logging_payload.json', 'litellm-standard', 1],
      ['otel_genai_span.json', 'otlp', 1],
    ] as const) {
      const { exchanges, ...counts } = tally(`gateway-samples/${name}`)
      expect(counts).toEqual({ format, taken: calls, distinct: calls, skipped: {}, rejected: {} })
      expect(exchanges.every(exchange => exchangeSchema.safeParse(exchange).success)).toBe(true)
    }
  },
)
