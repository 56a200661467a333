/** What a campaign had drawn before its accounts were flagged, and how long it took: containment comes no earlier. */
import type { FoundLine, LabelLine } from './labels.ts'
import { percent, table } from './markdown.ts'

export interface CampaignLeak {
  readonly campaign: string
  readonly level: number
  /** Exchanges of its accounts, cover traffic among them. */
  readonly exchanges: number
  /** Of these, made before the account was flagged, or at all where it never was. */
  readonly leaked: number
  /** Hours from its first exchange until the first member was flagged, and until half of them were. */
  readonly firstHours: number | undefined
  readonly halfHours: number | undefined
}

const hour = 3_600_000

/**
 * @param times when each account made its exchanges, epoch milliseconds
 * @example leaks(labels, found, new Map([['acct-1', [Date.UTC(2026, 4, 1)]]]))
 */
export function leaks(
  labels: readonly LabelLine[],
  found: readonly FoundLine[],
  times: ReadonlyMap<string, readonly number[]>,
): CampaignLeak[] {
  const since = new Map(found.map(line => [line.account, Date.parse(line.since ?? '')]))
  const campaigns = new Map<string, LabelLine[]>()
  for (const line of labels) {
    if (line.campaign === undefined || !times.has(line.account)) continue
    const own = campaigns.get(line.campaign)
    if (own === undefined) campaigns.set(line.campaign, [line])
    else own.push(line)
  }
  return [...campaigns].map(([campaign, members]) => {
    let exchanges = 0
    let leaked = 0
    let first = Number.POSITIVE_INFINITY
    for (const { account } of members) {
      const flagged = since.get(account) ?? Number.POSITIVE_INFINITY
      for (const time of times.get(account) ?? []) {
        exchanges++
        if (time < flagged) leaked++
        if (time < first) first = time
      }
    }
    const flagged = members.flatMap(({ account }) => since.get(account) ?? []).sort((a, b) => a - b)
    const after = (count: number): number | undefined => {
      const time = flagged[count - 1]
      return time === undefined ? undefined : (time - first) / hour
    }
    const half = after(Math.ceil(members.length / 2))
    const level = members[0]?.level ?? -1
    return { campaign, level, exchanges, leaked, firstHours: after(1), halfHours: half }
  })
}

function median(values: readonly (number | undefined)[]): string {
  const sorted = values.map(value => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.POSITIVE_INFINITY
  return Number.isFinite(middle) ? `${middle.toFixed(0)} h` : 'not found'
}

/** Markdown: a line a level over all worlds. */
export function leakTable(all: readonly CampaignLeak[]): string[] {
  const levels = [...new Set(all.map(one => one.level))].sort((a, b) => a - b)
  return table(
    ['level', 'campaigns', 'leaked', 'least to most', 'first member, median', 'half the members, median'],
    levels.map(level => {
      const own = all.filter(one => one.level === level)
      const exchanges = own.reduce((sum, one) => sum + one.exchanges, 0)
      const leaked = own.reduce((sum, one) => sum + one.leaked, 0)
      const shares = own.map(one => one.leaked / Math.max(1, one.exchanges))
      return [
        String(level),
        String(own.length),
        percent(leaked / Math.max(1, exchanges)),
        `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`,
        median(own.map(one => one.firstHours)),
        median(own.map(one => one.halfHours)),
      ]
    }),
  )
}
