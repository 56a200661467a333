/** Plays newcomers' first exchanges in order of time, as the service sees them, and says who was linked when. */
import type { Conduct } from '../../src/follow/conduct.ts'
import { type Likeness, type Seen, stages } from '../../src/follow/likeness.ts'
import { makeReturns, type Returned, type ReturnModel } from '../../src/follow/returns.ts'

/** The service looks once a minute. */
const lookMs = 60_000

/** A path looks only back: what it was after some exchanges is the beginning of what it is in the end. */
function remembered(likeness: Likeness, conducts: readonly Conduct[]): Likeness {
  const paths = new Map<string, Seen[]>(conducts.map(conduct => [conduct.account, likeness.path(conduct)]))
  return {
    ...likeness,
    path: ({ account, exchanges }) =>
      (paths.get(account) ?? []).filter(seen => seen.exchanges <= exchanges.length),
  }
}

/** @returns by account, with the exchanges it had made when the service looked */
export function playReturns(model: ReturnModel, conducts: readonly Conduct[]): Map<string, Returned> {
  const campaigns = model.campaigns.map(one => ({ ...one, likeness: remembered(one.likeness, conducts) }))
  const returns = makeReturns({ ...model, campaigns })
  const steps = conducts
    .flatMap(conduct =>
      stages.flatMap(count => {
        const at = conduct.times[count - 1]
        return at === undefined ? [] : [{ conduct, count, at }]
      }),
    )
    .sort((a, b) => a.at - b.at)
  const byName = new Map(conducts.map(conduct => [conduct.account, conduct]))
  const found = new Map<string, Returned>()
  for (const { conduct, count, at } of steps) {
    const { account, opened } = conduct
    returns.see({
      account,
      opened,
      times: conduct.times.slice(0, count),
      exchanges: conduct.exchanges.slice(0, count),
    })
    for (const link of returns.due()) {
      const made = byName.get(link.account)?.times.filter(time => time <= at + lookMs).length ?? 0
      found.set(link.account, { ...link, exchanges: made })
    }
  }
  return found
}
