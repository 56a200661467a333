/** Scores of several worlds put together, with exact intervals: what an evaluation over seeds says. */
import { rateUpperBound } from './interval.ts'
import { inWords, percent, table } from './markdown.ts'
import type { Score } from './score.ts'

export interface Rate {
  readonly count: number
  readonly of: number
  /** Clopper–Pearson, 95 %, both sides. */
  readonly low: number
  readonly high: number
}

export interface PooledLevel {
  readonly level: number
  readonly members: Rate
  readonly exchanges: Rate
  /** Share of members found in the world where it was least, and where it was most. */
  readonly worlds: readonly [least: number, most: number]
  /** Campaigns of which at least half of the members were found. */
  readonly campaigns: Rate
  readonly mostPieces: number
  /** Least purity of a campaign that was found at all. */
  readonly leastPurity: number
}

export interface Pooled {
  readonly worlds: number
  readonly levels: readonly PooledLevel[]
  /** Honest accounts flagged, the first row over all kinds. */
  readonly honest: readonly { readonly kind: string; readonly flagged: Rate }[]
  /** Look-alike groups accused, by kind, those that ever were first. */
  readonly groups: readonly { readonly kind: string; readonly accused: Rate }[]
  /** Flagged accounts that belong to no campaign. */
  readonly falseMembers: Rate
  /** Found campaigns whose members are mostly honest, over all worlds. */
  readonly spurious: number
  readonly worldsWithAccusedGroup: Rate
}

/** The exact interval of a share; the whole of 0…1 where nothing was tried. */
export function rate(count: number, of: number): Rate {
  if (of === 0) return { count, of, low: 0, high: 1 }
  return { count, of, low: 1 - rateUpperBound(of - count, of, 0.975), high: rateUpperBound(count, of, 0.975) }
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

function by<T, K>(items: readonly T[], key: (item: T) => K): [K, T[]][] {
  const parts = new Map<K, T[]>()
  for (const item of items) parts.set(key(item), [...(parts.get(key(item)) ?? []), item])
  return [...parts]
}

const extremes = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
]

/** @example poolScores(worlds.map(world => score(world.labels, world.found))) */
export function poolScores(scores: readonly Score[]): Pooled {
  const campaigns = scores.flatMap(score => score.campaigns)
  const groups = scores.flatMap(score => score.groups)
  return {
    worlds: scores.length,
    levels: by(campaigns, one => one.level)
      .sort((a, b) => a[0] - b[0])
      .map(([level, own]) => ({
        level,
        members: rate(
          sum(own, one => one.found),
          sum(own, one => one.members),
        ),
        exchanges: rate(
          sum(own, one => one.extractingFound),
          sum(own, one => one.extracting),
        ),
        worlds: extremes(
          scores.flatMap(score => score.levels.filter(one => one.level === level).map(one => one.recall)),
        ),
        campaigns: rate(own.filter(one => one.found * 2 >= one.members).length, own.length),
        mostPieces: Math.max(...own.map(one => one.pieces)),
        leastPurity: Math.min(1, ...own.filter(one => one.pieces > 0).map(one => one.purity)),
      })),
    honest: by(
      scores.flatMap(score => score.honest),
      one => one.kind,
    ).map(([kind, own]) => ({
      kind,
      flagged: rate(
        sum(own, one => one.flagged),
        sum(own, one => one.accounts),
      ),
    })),
    groups: by(groups, one => one.kind)
      .map(([kind, own]) => ({ kind, accused: rate(own.filter(one => one.accused).length, own.length) }))
      .sort((a, b) => b.accused.count - a.accused.count || (a.kind < b.kind ? -1 : 1)),
    falseMembers: rate(
      sum(scores, one => one.falseMembers),
      sum(scores, one => one.flagged),
    ),
    spurious: sum(scores, one => one.spurious.length),
    worldsWithAccusedGroup: rate(scores.filter(one => one.accused.length > 0).length, scores.length),
  }
}

const levelTable = (levels: readonly PooledLevel[]): string[] => [
  ...table(
    [
      'level',
      'members found [95 %]',
      'least to most over worlds',
      'weighted by exchanges',
      'campaigns half found or more',
      'most pieces',
      'least purity',
    ],
    levels.map(one => [
      String(one.level),
      `${one.members.count} of ${one.members.of}: ${inWords(one.members)}`,
      `${percent(one.worlds[0])} to ${percent(one.worlds[1])}`,
      one.exchanges.of === 0 ? '–' : percent(one.exchanges.count / one.exchanges.of),
      `${one.campaigns.count} of ${one.campaigns.of}`,
      String(one.mostPieces),
      percent(one.leastPurity),
    ]),
  ),
  '',
]

/** Markdown: a table a question. */
export function pooledTables(pooled: Pooled): string[] {
  const { levels, honest, groups } = pooled
  const accused = groups.filter(one => one.accused.count > 0)
  return [
    ...(levels.length === 0 ? [] : levelTable(levels)),
    ...table(
      ['honest accounts', 'flagged', 'of', 'rate [95 %]'],
      honest
        .filter((one, row) => row === 0 || one.flagged.count > 0)
        .map(({ kind, flagged }) => [kind, String(flagged.count), String(flagged.of), inWords(flagged, 3)]),
    ),
    '',
    `Of ${sum(groups, one => one.accused.of)} look-alike groups of ${groups.length} kinds, ${sum(accused, one => one.accused.count)} were accused${accused.length > 0 ? `: ${accused.map(({ kind, accused: own }) => `${kind} (${own.count} of ${own.of})`).join(', ')}` : ''}. Found campaigns that are mostly honest: ${pooled.spurious}. Flagged accounts that belong to no campaign: ${pooled.falseMembers.count} of ${pooled.falseMembers.of}${pooled.falseMembers.of === 0 ? '' : `, ${inWords(pooled.falseMembers, 2)}`}. Worlds in which any group was accused: ${pooled.worldsWithAccusedGroup.count} of ${pooled.worlds}.`,
  ]
}
