/** The audit log: one entry an act, each tied to the one before. */
import { z } from 'zod'

export const actorKinds = ['person', 'token', 'loopback', 'command', 'system'] as const

/** Who acted. A service's `Principal` is one. `system` is the program itself: it proposes, it never approves. */
export const actorSchema = z.object({
  id: z.string().min(1).max(256),
  kind: z.enum(actorKinds),
})
export type Actor = z.infer<typeof actorSchema>

export const entrySchema = z.object({
  seq: z.int().min(1).describe('1-based place in the chain.'),
  at: z.string().describe('When it was done, RFC 3339.'),
  actor: actorSchema,
  act: z
    .string()
    .regex(/^[a-z-]+\/[a-z-]+$/)
    .describe('`area/verb`.'),
  subject: z.string().max(512).describe('What it was done to.'),
  request: z.string().max(128).describe('Id the client gave the request; empty when none.'),
  detail: z.record(z.string(), z.json()),
  previous: z.string().describe('Hash of the entry before; empty for the first.'),
  hash: z.string(),
})
export type Entry = z.infer<typeof entrySchema>
