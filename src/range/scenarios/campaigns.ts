/** One scenario a level, and variants that the levels' definitions name. */
import { runCampaign } from '../campaign/operator.ts'
import { drawPlan, type Level, type Plan } from '../campaign/plan.ts'
import type { Scenario } from './scenario.ts'

const campaign = (level: Level, what: string, fixed: Partial<Plan> = {}): Scenario => ({
  what: `campaign, level ${level}: ${what}`,
  cast: (world, label) =>
    runCampaign(world, label, drawPlan(world.rng(`${label}/plan`), world, level, fixed)),
})

export const campaigns = {
  'campaign-naive': campaign(0, 'one to sixty accounts in bulk: one card, one machine, the same few keys'),
  'campaign-range': campaign(1, 'tens of accounts on one card and one hosting range', {
    addressing: 'range',
  }),
  'campaign-rotating': campaign(1, 'tens of accounts, cloud addresses that rotate', {
    addressing: 'rotating',
  }),
  'campaign-relay': campaign(2, 'stock relay software with pooled identities'),
  'campaign-residential': campaign(
    3,
    'an address of its own per account, virtual cards, bursts of sign-ups',
    { addressing: 'residential' },
  ),
  'campaign-gateway': campaign(3, 'a proxy gateway with another home for every session', {
    addressing: 'gateway',
  }),
  'campaign-bundled': campaign(4, 'client, locale, clock and rhythm of its own per account'),
  'campaign-diversified': campaign(5, 'prompts paraphrased, languages mixed, no fixed string'),
  'campaign-mixed': campaign(6, 'half and more of the traffic is real customers'),
  'campaign-pathways': campaign(7, 'several pathways and programmes at once'),
  'campaign-slow': campaign(8, 'aged accounts, at most six exchanges a day, compartments'),
} as const
