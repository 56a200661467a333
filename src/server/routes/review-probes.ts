import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { reasonBodySchema } from '../../model/review.ts'
import { changeSchema } from '../../reaction/design.ts'
import {
  approveProbe,
  listProbes,
  planProbe,
  probeSchema,
  readProbe,
  stopProbe,
} from '../../reaction/probe.ts'
import { defineRoute, idParams } from '../route.ts'
import { byOf } from './review-by.ts'

const seedMax = 2 ** 32

/** Probes, planned and past. */
export const probesList = defineRoute({
  path: '/v1/probes',
  operation: 'listProbes',
  summary: 'Randomised probes: their design as it was stated beforehand, and their state.',
  role: 'review',
  answer: z.object({ items: z.array(probeSchema) }),
  handle: async parts => ({ items: await listProbes(parts.store) }),
})

/** States an experiment. */
export const probesPlan = defineRoute({
  method: 'POST',
  path: '/v1/campaigns/{id}/probes',
  operation: 'planProbe',
  summary:
    'Plan a randomised probe of a confirmed campaign, within the rules. Nobody is slowed before somebody else approves.',
  role: 'review',
  params: idParams,
  body: reasonBodySchema.extend({
    change: changeSchema,
    treated: z.int().min(1).max(1_000).describe('Accounts to slow.'),
    pairs: z.int().min(6).max(500).describe('Pairs of periods, one on and one off.'),
    period_minutes: z.number().min(1).max(1_440).default(15),
    starts: z.iso.datetime({ offset: true }),
  }),
  answer: probeSchema,
  handle: (parts, { params, body, principal }) => {
    const { change, treated, pairs, reason } = body
    const period_ms = Math.round(body.period_minutes * 60_000)
    const seed = randomInt(seedMax)
    const asked = { change, treated, pairs, period_ms, starts: Date.parse(body.starts), reason, seed }
    return planProbe(parts.store, params.id, asked, byOf(parts, principal, body.request_id))
  },
})

const act = (verb: 'approve' | 'stop', run: typeof approveProbe, summary: string) =>
  defineRoute({
    method: 'POST',
    path: `/v1/probes/{id}/${verb}`,
    operation: `${verb}Probe`,
    summary,
    role: 'review',
    params: idParams,
    body: reasonBodySchema,
    answer: probeSchema,
    handle: (parts, { params, body, principal }) =>
      run(parts.store, params.id, body.reason, byOf(parts, principal, body.request_id)),
  })

/** A second person's yes. */
export const probesApprove = act(
  'approve',
  approveProbe,
  'Approve a planned probe; somebody else than who planned it.',
)
/** The end, at once. */
export const probesStop = act('stop', stopProbe, 'Stop a probe at once.')

/** What it shows so far. */
export const probesRead = defineRoute({
  path: '/v1/probes/{id}',
  operation: 'showProbe',
  summary: 'One probe and what it shows so far; it may be looked at whenever one likes.',
  role: 'review',
  params: idParams,
  answer: z.object({
    probe: probeSchema,
    reading: z.object({
      pairs: z.number(),
      answer: z.number().describe('Mean difference as a share of the load.'),
      log_capital: z.number().describe('Natural log of the bet’s capital; decided above log(1/alpha).'),
      p: z.number(),
      verdict: z.enum(['answers', 'silent', 'running']),
      stopped_after: z.number(),
    }),
  }),
  handle: (parts, { params }) => readProbe(parts.store, params.id, parts.clock()),
})
