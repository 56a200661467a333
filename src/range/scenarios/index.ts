/** The registry of scenarios. Additive only: worlds in use are named by these keys. */
import type { Level } from '../campaign/plan.ts'
import { agency } from './agency.ts'
import { aggregator } from './aggregator.ts'
import { annotationVendor } from './annotation-vendor.ts'
import { batchClassification } from './batch-classification.ts'
import { benchmark } from './benchmark.ts'
import { campaigns } from './campaigns.ts'
import { carrierNat } from './carrier-nat.ts'
import { universityClass } from './class.ts'
import { codingAgent } from './coding-agent.ts'
import { commercialVpn } from './commercial-vpn.ts'
import { company } from './company.ts'
import { continuousIntegration } from './continuous-integration.ts'
import { failoverRouter } from './failover-router.ts'
import { family } from './family.ts'
import { hackathon } from './hackathon.ts'
import { honest } from './honest.ts'
import { integrator } from './integrator.ts'
import { keyMigration } from './key-migration.ts'
import { nightlyEvaluation } from './nightly-evaluation.ts'
import { productionAgents } from './production-agents.ts'
import { promotion } from './promotion.ts'
import { redTeam } from './red-team.ts'
import { releaseDay } from './release-day.ts'
import { retrievalBackfill } from './retrieval-backfill.ts'
import type { Scenario } from './scenario.ts'
import { syntheticData } from './synthetic-data.ts'
import { volunteers } from './volunteers.ts'
import { whale } from './whale.ts'

/** Honest groups that resemble a campaign, by the name their members carry in the labels. */
export const lookAlikes = {
  class: universityClass,
  company,
  hackathon,
  benchmark,
  'coding-agent': codingAgent,
  'batch-classification': batchClassification,
  whale,
  agency,
  'continuous-integration': continuousIntegration,
  'nightly-evaluation': nightlyEvaluation,
  'annotation-vendor': annotationVendor,
  'synthetic-data': syntheticData,
  aggregator,
  'production-agents': productionAgents,
  'release-day': releaseDay,
  'red-team': redTeam,
  'key-migration': keyMigration,
  'carrier-nat': carrierNat,
  'commercial-vpn': commercialVpn,
  family,
  'retrieval-backfill': retrievalBackfill,
  'failover-router': failoverRouter,
  promotion,
  integrator,
  volunteers,
} as const satisfies Record<string, Scenario>

/** Which honest groups leave the traces that each level of obfuscation leaves; a level without one tests nothing. */
export const matched = {
  0: ['whale', 'batch-classification', 'retrieval-backfill', 'key-migration'],
  1: ['family', 'company', 'agency', 'class', 'hackathon'],
  2: ['coding-agent', 'continuous-integration', 'failover-router'],
  3: ['promotion', 'carrier-nat', 'commercial-vpn'],
  4: ['release-day', 'production-agents', 'nightly-evaluation'],
  5: ['synthetic-data', 'red-team', 'benchmark'],
  6: ['aggregator'],
  7: ['integrator'],
  8: ['volunteers', 'annotation-vendor'],
} as const satisfies Record<Level, readonly (keyof typeof lookAlikes)[]>

export const scenarios = { honest, ...lookAlikes, ...campaigns } as const satisfies Record<string, Scenario>
