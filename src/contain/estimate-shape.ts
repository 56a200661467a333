/** What a measure would have touched, counted in the log. */
import { z } from 'zod'

export const estimateSchema = z.object({
  from: z.string().describe('RFC 3339, excluded.'),
  to: z.string().describe('RFC 3339, included: the latest exchange the estimate looked at.'),
  accounts: z.number().describe('Accounts that would be held.'),
  active: z.number().describe('Those with exchanges in the window.'),
  honest: z.number().describe('Expected honest ones among them: the sum of one minus each probability.'),
  exchanges: z.number(),
  honest_exchanges: z.number().describe('Each exchange weighed with one minus its account’s probability.'),
  output_tokens: z.number().describe('Stands for revenue.'),
  honest_output_tokens: z.number(),
  share: z.number().describe('Share of all exchanges in the window.'),
  spared: z.number().describe('Members left alone: not sure enough, released, or allow-listed.'),
  measures: z
    .array(
      z.object({
        measure: z.string(),
        exchanges: z.number().describe('Exchanges that would have been changed or refused.'),
        accounts: z.number(),
      }),
    )
    .describe('What each rung would have done to the same accounts.'),
})
export type Estimate = z.infer<typeof estimateSchema>
