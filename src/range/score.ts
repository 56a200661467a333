/** Holds findings against labels: who was found, who was wrongly accused, and whether campaigns came out whole. */
import { rateUpperBound } from './interval.ts'
import type { FoundLine, LabelLine } from './labels.ts'

export interface CampaignScore {
  readonly campaign: string
  readonly level: number
  /** Members that sent anything; silent ones cannot be found and are left out. */
  readonly members: number
  readonly found: number
  readonly recall: number
  readonly exchangeRecall: number
  /** Exchanges of its own work, and those of them that found members made. */
  readonly extracting: number
  readonly extractingFound: number
  /** Found campaigns that mostly consist of this one. */
  readonly pieces: number
  /** Share of this campaign's members among the accounts in those pieces. */
  readonly purity: number
}

export interface HonestScore {
  readonly kind: string
  readonly accounts: number
  readonly flagged: number
  /** Upper end of the 95 % Clopper–Pearson interval of the rate. */
  readonly upper: number
}

export interface GroupScore {
  readonly group: string
  readonly kind: string
  readonly accounts: number
  readonly flagged: number
  readonly accused: boolean
}

export interface Score {
  readonly recall: number
  readonly exchangeRecall: number
  readonly falseDiscoveryRate: number
  readonly flagged: number
  readonly falseMembers: number
  /** Flagged accounts that the labels do not know; they count as false. */
  readonly unknown: number
  /** Found campaigns whose members are mostly honest. */
  readonly spurious: readonly string[]
  readonly campaigns: readonly CampaignScore[]
  readonly levels: readonly {
    readonly level: number
    readonly members: number
    readonly recall: number
    readonly exchangeRecall: number
  }[]
  readonly honest: readonly HonestScore[]
  readonly groups: readonly GroupScore[]
  readonly accused: readonly string[]
}

/** A look-alike group counts as accused from this share of its accounts, or from this many. */
const accusedShare = 0.2
const accusedAccounts = 3

const ratio = (part: number, whole: number, empty = 1): number => (whole === 0 ? empty : part / whole)
const total = (lines: readonly LabelLine[], value: (line: LabelLine) => number): number =>
  lines.reduce((sum, line) => sum + value(line), 0)

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const own = groups.get(key(item))
    if (own === undefined) groups.set(key(item), [item])
    else own.push(item)
  }
  return groups
}

/** The true campaign most of a found campaign's accounts belong to; `''` when most are honest or unknown. */
function mainCampaign(accounts: ReadonlySet<string>, truth: ReadonlyMap<string, LabelLine>): string {
  const counts = new Map<string, number>()
  for (const account of accounts) {
    const campaign = truth.get(account)?.campaign ?? ''
    counts.set(campaign, (counts.get(campaign) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? ''
}

/** A member that sent nothing cannot be found. */
const isActiveMember = (line: LabelLine): boolean => line.campaign !== undefined && line.exchanges > 0

export function score(labels: readonly LabelLine[], found: readonly FoundLine[]): Score {
  const truth = new Map(labels.map(line => [line.account, line]))
  const flagged = new Set(found.map(line => line.account))
  const isFound = (line: LabelLine): boolean => flagged.has(line.account)
  const pieces = [...groupBy(found, line => line.campaign)].map(([campaign, lines]) => {
    const accounts = new Set(lines.map(line => line.account))
    return { campaign, accounts, main: mainCampaign(accounts, truth) }
  })
  const members = labels.filter(isActiveMember)
  const honest = labels.filter(line => line.campaign === undefined)
  const falseMembers = [...flagged].filter(account => truth.get(account)?.campaign === undefined).length
  const recallOf = (lines: readonly LabelLine[]) => ({
    recall: ratio(lines.filter(isFound).length, lines.length),
    exchangeRecall: ratio(
      total(lines.filter(isFound), line => line.extracting),
      total(lines, line => line.extracting),
    ),
  })
  const groups = [
    ...groupBy(
      honest.filter(line => line.group !== ''),
      line => line.group,
    ),
  ].map(([group, lines]) => {
    const hits = lines.filter(isFound).length
    return {
      group,
      kind: lines[0]?.kind ?? '',
      accounts: lines.length,
      flagged: hits,
      accused: hits >= accusedAccounts || hits >= accusedShare * lines.length,
    }
  })
  return {
    ...recallOf(members),
    falseDiscoveryRate: ratio(falseMembers, flagged.size, 0),
    flagged: flagged.size,
    falseMembers,
    unknown: [...flagged].filter(account => !truth.has(account)).length,
    spurious: pieces.filter(piece => piece.main === '').map(piece => piece.campaign),
    campaigns: [...groupBy(members, line => line.campaign ?? '')].map(([campaign, lines]) => {
      const own = pieces.filter(piece => piece.main === campaign)
      const inside = own.flatMap(piece => [...piece.accounts])
      return {
        campaign,
        level: lines[0]?.level ?? -1,
        members: lines.length,
        found: lines.filter(isFound).length,
        ...recallOf(lines),
        extracting: total(lines, line => line.extracting),
        extractingFound: total(lines.filter(isFound), line => line.extracting),
        pieces: own.length,
        purity: ratio(
          inside.filter(account => truth.get(account)?.campaign === campaign).length,
          inside.length,
        ),
      }
    }),
    levels: [...groupBy(members, line => String(line.level))]
      .map(([level, lines]) => ({ level: Number(level), members: lines.length, ...recallOf(lines) }))
      .sort((a, b) => a.level - b.level),
    honest: [['all honest', honest] as const, ...groupBy(honest, line => line.kind)].map(([kind, lines]) => {
      const hits = lines.filter(isFound).length
      return { kind, accounts: lines.length, flagged: hits, upper: rateUpperBound(hits, lines.length) }
    }),
    groups,
    accused: groups.filter(group => group.accused).map(group => group.group),
  }
}
