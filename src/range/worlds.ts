/** Worlds by name: what stands in them and how large they are unless told otherwise. `x:2` is a second draw of x. */

interface NamedWorld {
  readonly what: string
  readonly accounts: number
  readonly days: number
  readonly scenarios: readonly string[]
}

const lookAlikes: readonly string[] = []

export const worlds = {
  demo: {
    what: 'a small world for a first look',
    accounts: 2000,
    days: 7,
    scenarios: [
      'honest',
      ...lookAlikes,
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
    scenarios: ['honest', ...lookAlikes, 'campaign-naive', 'campaign-rotating', 'campaign-residential'],
  },
  quiet: { what: 'no campaign at all', accounts: 10_000, days: 14, scenarios: ['honest', ...lookAlikes] },
  ladder: {
    what: 'every level of obfuscation at once',
    accounts: 10_000,
    days: 14,
    scenarios: [
      'honest',
      ...lookAlikes,
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
} as const satisfies Record<string, NamedWorld>
export type WorldName = keyof typeof worlds
