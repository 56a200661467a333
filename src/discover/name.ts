/** Name: what a finding was after and how it was linked, in words and numbers a person can follow. */
import type { Ancestor, Evidence, Finding } from '../model/finding.ts'
import type { Tested } from './detect.ts'
import { leastE } from './ledger.ts'
import type { Population } from './population.ts'

const originWords: Record<string, string> = {
  money: 'shared money',
  identity: 'sign-up',
  network: 'network',
  usage: 'content and client',
  timing: 'a common controller’s hours',
}

/** Families that a campaign was after, those more common than among honest traffic first. */
function aims(tested: Tested): string {
  const lifted = tested.facts.capabilities
    .filter(one => one.share >= 0.1 && one.capability !== 'chat')
    .sort((a, b) => b.share - b.honest - (a.share - a.honest))
    .slice(0, 2)
    .map(one => one.capability.replaceAll('-', ' '))
  return lifted.length > 0 ? lifted.join(' and ') : 'mixed capabilities'
}

function tally(values: Iterable<string>): { value: string; accounts: number }[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, accounts]) => ({ value, accounts }))
    .sort((a, b) => b.accounts - a.accounts || (a.value < b.value ? -1 : 1))
}

function whyNot({ tested, eNats, asked }: Naming): string {
  if (eNats >= leastE)
    return `Enough for one honest group in ${Math.round(Math.exp(Math.min(eNats, 20)))}, and not for the promised rate among the ${asked} groups that were asked.`
  const speaks = tested.purpose.evidence.filter(item => item.weight < -1).map(item => item.detail)
  if (tested.hand.nats < tested.purpose.nats)
    return 'Not enough speaks for one hand: strangers agree this much by chance.'
  return speaks.length > 0
    ? `Coordinated, but honest use explains it: ${speaks.slice(0, 3).join('; ')}.`
    : 'Coordinated, but what it takes does not stand out from honest use.'
}

export interface Naming {
  readonly id: string
  /** Earlier findings that went into it in this run. */
  readonly lineage: readonly Ancestor[]
  readonly kind: 'campaign' | 'group'
  readonly tested: Tested
  readonly population: Population
  readonly eNats: number
  /** Hypotheses that pay for each other, this one among them. */
  readonly asked: number
  readonly confidence: number
  readonly falseCampaigns: number
  readonly since: string
}

export function describeFinding(naming: Naming): Finding {
  const { id, kind, tested, population } = naming
  const rows = tested.members.flatMap(member => population.traffic[member.account] ?? [])
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0)
  const linkedBy =
    tested.hand.origins.map(origin => originWords[origin] ?? origin).join(', ') || 'members’ own evidence'
  const evidence: Evidence[] = [...tested.hand.evidence, ...tested.purpose.evidence]
  return {
    id,
    kind,
    name:
      kind === 'campaign'
        ? `After ${aims(tested)}, linked by ${linkedBy}`
        : `${aims(tested)}, linked by ${linkedBy}`,
    state: 'new',
    accounts: rows.length,
    exchanges: sum(row => row.exchanges),
    input_tokens: sum(row => row.input_tokens),
    output_tokens: sum(row => row.output_tokens),
    first: new Date(Math.min(...rows.map(row => row.first))).toISOString(),
    last: new Date(Math.max(...rows.map(row => row.last))).toISOString(),
    since: naming.since,
    confidence: Number(naming.confidence.toFixed(4)),
    e_value: Number(Math.exp(Math.min(50, naming.eNats)).toPrecision(4)),
    false_discovery_rate: naming.falseCampaigns,
    same_hand: Number(tested.hand.nats.toFixed(2)),
    purpose: Number(tested.purpose.nats.toFixed(2)),
    ...(kind === 'group' && { why_not: whyNot(naming) }),
    capabilities: [...tested.facts.capabilities],
    models: [...tested.facts.models],
    networks: tally(rows.map(row => row.network_kind)).map(({ value, accounts }) => ({
      kind: value,
      accounts,
    })),
    countries: tally(rows.map(row => row.country)).map(({ value, accounts }) => ({
      country: value,
      accounts,
    })),
    evidence,
    timeline: [...tested.facts.timeline],
    ...(naming.lineage.length > 0 && { lineage: [...naming.lineage] }),
  }
}
