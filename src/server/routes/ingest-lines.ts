import { z } from 'zod'
import { bodyBytesMax } from '../live/ingest.ts'
import { defineRawRoute, needed } from '../route.ts'

const count = z.number().int()
export const receiptSchema = z.object({
  taken: count.describe('Exchanges stored; they outlive the process.'),
  repeated: count.describe('Exchanges whose id was there already.'),
  rejected: count,
  accounts: count.describe('Lines about accounts stored.'),
  skipped: count.describe('Records of a foreign format that are no call of a model.'),
  reasons: z
    .array(z.object({ line: count, reason: z.string(), id: z.string().optional() }))
    .describe('Why lines were rejected, the first hundred; lines count from 1.'),
})

const takes = ['application/x-ndjson', 'application/json']

/** Exchanges, native or of any format that files may have. */
export const exchangesTake = defineRawRoute({
  method: 'POST',
  path: '/v1/exchanges',
  operation: 'takeExchanges',
  summary:
    'Takes exchanges as JSON Lines (or one JSON document), plain, gzip or zstd; answers once they are stored.',
  role: 'ingest',
  bodyBytes: bodyBytesMax,
  takes,
  answer: receiptSchema,
  handle: ({ live }, { request }) => needed(live, 'live ingest').take(request),
})

/** Facts about accounts; a later line replaces the fields it names. */
export const accountsTake = defineRawRoute({
  method: 'POST',
  path: '/v1/accounts',
  operation: 'takeAccounts',
  summary: 'Takes account records as JSON Lines; a later line replaces the fields it names.',
  role: 'ingest',
  bodyBytes: bodyBytesMax,
  takes,
  answer: receiptSchema,
  handle: ({ live }, { request }) => needed(live, 'live ingest').take(request),
})
