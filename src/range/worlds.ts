/** Worlds by name: what stands in them and how large they are unless told otherwise. `x:2` is a second draw of x. */
import { lookAlikes } from './scenarios/index.ts'

export interface NamedWorld {
  readonly what: string
  readonly accounts: number
  readonly days: number
  readonly scenarios: readonly string[]
  /** Multiplies every volume that no plan fixes. */
  readonly scale?: number
}

// Families are many and small, classes and companies come more than once.
const everyLookAlike = [
  ...Object.keys(lookAlikes),
  ...['class:2', 'company:2', 'company:3', 'family:2', 'family:3', 'family:4', 'family:5', 'agency:2'],
]
// Those whose size is a share of the world would be worlds of their own here.
const groupsOfCase = everyLookAlike.filter(
  name =>
    !['whale', 'aggregator', 'carrier-nat', 'commercial-vpn', 'coding-agent', 'release-day'].includes(name),
)
const demoLookAlikes = [
  'class',
  'company',
  'hackathon',
  'benchmark',
  'coding-agent',
  'carrier-nat',
  'batch-classification',
  'whale',
  'annotation-vendor',
  'family',
]

export const worlds = {
  demo: {
    what: 'a small world for a first look',
    accounts: 2000,
    days: 7,
    scenarios: [
      'honest',
      ...demoLookAlikes,
      'campaign-naive',
      'campaign-rotating',
      'campaign-residential',
      'campaign-bundled',
    ],
  },
  first: {
    what: 'the first three kinds of campaign among every look-alike',
    accounts: 10_000,
    days: 14,
    scenarios: ['honest', ...everyLookAlike, 'campaign-naive', 'campaign-rotating', 'campaign-residential'],
  },
  quiet: { what: 'no campaign at all', accounts: 10_000, days: 14, scenarios: ['honest', ...everyLookAlike] },
  ladder: {
    what: 'every level of obfuscation at once',
    accounts: 10_000,
    days: 14,
    scenarios: [
      'honest',
      ...everyLookAlike,
      'campaign-naive',
      'campaign-range',
      'campaign-rotating',
      'campaign-relay',
      'campaign-residential',
      'campaign-gateway',
      'campaign-bundled',
      'campaign-diversified',
      'campaign-mixed',
      'campaign-pathways',
      'campaign-slow',
    ],
  },
  case: {
    what: 'one campaign of 28.8 million exchanges among a million accounts; needs --format parquet',
    accounts: 1_000_000,
    days: 45,
    // Most of a million accounts are hardly used; together they make a little more than the campaign.
    scale: 0.09,
    scenarios: ['honest', ...groupsOfCase, 'campaign-case'],
  },
} as const satisfies Record<string, NamedWorld>
export type WorldName = keyof typeof worlds
