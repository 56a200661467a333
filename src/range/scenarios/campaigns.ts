/** One scenario a level, and variants that the levels' definitions name. */
import { runCampaign } from '../campaign/operator.ts'
import { drawPlan, type Level, type Plan } from '../campaign/plan.ts'
import type { World } from '../traffic.ts'
import type { Scenario } from './scenario.ts'

function campaign(
  level: Level,
  what: string,
  fixed: Partial<Plan> | ((world: World) => Partial<Plan>) = {},
): Scenario {
  const plan = (world: World, label: string): Plan =>
    drawPlan(world.rng(`${label}/plan`), world, level, typeof fixed === 'function' ? fixed(world) : fixed)
  return {
    what: `campaign, level ${level}: ${what}`,
    cast: (world, label) => runCampaign(world, label, plan(world, label)),
    plan,
  }
}

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
  'campaign-case': campaign(
    4,
    'an account in forty, 25.6 exchanges a day each, pools replaced as they are banned',
    world => {
      const size = Math.max(30, Math.round(world.accounts / 40))
      return {
        size,
        perDay: 25.6,
        total: Math.round(size * world.days * 25.6),
        pools: 3,
        startHour: 0,
        endHour: world.hours,
      }
    },
  ),
} as const
