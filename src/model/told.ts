/** What gateways told calls of a model, as it is kept with the exchange. */
import { z } from 'zod'
import { measureSchema, verdicts } from './decision.ts'

export const decidedSchema = z.object({
  id: z.string().describe('The exchange; refused callers were given it as a reference.'),
  time: z.string().describe('RFC 3339.'),
  decision: z.enum(verdicts),
  measure: z.string(),
  would: z.string().describe('What a measure under trial would have done; empty: none was.'),
  would_by: z
    .string()
    .describe('Which one, `rule:…` or `containment:…`; empty: none, or the whole policy only observes.'),
  campaign: z.string(),
  refused: z.coerce.boolean(),
  fallback: z.coerce.boolean().describe('It rested on the policy alone, because nothing was known.'),
  probe: z.string().describe('Probe that slowed the call; empty: none.'),
})
export type Decided = z.infer<typeof decidedSchema>

/** What one rule or containment under trial would have done. */
export const trialSchema = z.object({
  by: z.string().describe('`rule:…` or `containment:…`.'),
  measure: measureSchema,
  calls: z.number(),
  accounts: z.number(),
  first: z.string().describe('RFC 3339.'),
  last: z.string().describe('RFC 3339.'),
})
export type Trial = z.infer<typeof trialSchema>
