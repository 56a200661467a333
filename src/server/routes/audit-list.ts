import { z } from 'zod'
import { newestEntries } from '../../audit/read.ts'
import { verifyAudit } from '../../audit/verify.ts'
import { brokenSeals } from '../../contain/seals.ts'
import { entrySchema } from '../../model/audit.ts'
import { defineRoute } from '../route.ts'

/** The log, the newest first. */
export const auditList = defineRoute({
  path: '/v1/audit',
  operation: 'listAudit',
  summary: 'The audit log, the newest entry first; `before` continues where a page ended.',
  role: 'review',
  query: z.object({
    before: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    area: z.string().max(64).optional().describe('First half of an act, such as `containment`.'),
    subject: z.string().max(512).optional(),
    actor: z.string().max(256).optional(),
  }),
  answer: z.object({ items: z.array(entrySchema) }),
  handle: async (parts, { query }) => {
    const { area, before, limit, subject = '', actor = '' } = query
    const areas = area === undefined ? [] : [area]
    return { items: await newestEntries(parts.store, { before, limit, areas, subject, actor }) }
  },
})

/** Walks the whole chain. */
export const auditVerify = defineRoute({
  path: '/v1/audit/verify',
  operation: 'verifyAudit',
  summary: 'Walk the audit log from its beginning and name the first link that does not hold.',
  role: 'review',
  answer: z.object({
    entries: z.number(),
    head: z.object({ seq: z.number(), hash: z.string() }),
    broken: z.object({ seq: z.number(), why: z.string() }).optional(),
    seals: z.array(z.object({ seq: z.number(), why: z.string() })),
  }),
  handle: async parts => {
    const verified = await verifyAudit(parts.store)
    const seals = verified.broken === undefined ? await brokenSeals(parts.store) : []
    return { ...verified, seals }
  },
})
