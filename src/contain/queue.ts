/** What waits for a person, the most pressing first. Pure. */
import type { Containment } from '../model/containment.ts'
import type { Finding } from '../model/finding.ts'
import { type Calibration, type QueueItem, queueKinds } from '../model/review.ts'
import { personsNeeded, shadowHours } from './judge.ts'
import { campaignOf, campaignStateAt, type State, statusAt } from './state.ts'

const dayMs = 86_400_000

/** Somebody who is held waits first, then whoever must approve, then what is about to end, then new findings. */
export function queueOf(
  state: State,
  findings: readonly Finding[],
  calibration: Calibration,
  at: number,
): QueueItem[] {
  const items = [
    ...appeals(state),
    ...[...state.containments.values()].flatMap(one => ofContainment(state, one, at)),
    ...findings.flatMap(one => ofFinding(state, one, at)),
    ...ofCalibration(calibration, at),
  ]
  return items.sort(
    (a, b) =>
      queueKinds.indexOf(a.kind) - queueKinds.indexOf(b.kind) ||
      (b.accounts ?? 0) - (a.accounts ?? 0) ||
      (a.since < b.since ? -1 : 1),
  )
}

const appeals = (state: State): QueueItem[] =>
  [...state.appeals.values()]
    .filter(one => one.answered === undefined)
    .map(one => ({
      kind: 'appeal',
      subject: one.id,
      since: one.at,
      assignee: '',
      title: `${one.account} appeals`,
    }))

function ofContainment(state: State, one: Containment, at: number): QueueItem[] {
  const { id, campaign, terms, lists } = one
  const accounts = lists.reduce((sum, list) => sum + list.accounts, 0)
  const item = { subject: id, campaign, accounts, assignee: campaignOf(state, campaign).assignee }
  const what = `${terms.measure} ${campaign}${terms.mode === 'shadow' ? ' in shadow' : ''}`
  if (one.status === 'proposed') {
    const left = personsNeeded(state, one, at).persons - one.approvals.length
    const title = `Approve: ${what} (${left} more ${left === 1 ? 'person' : 'persons'})`
    return [{ ...item, kind: 'approve', since: one.proposed.at, title }]
  }
  if (statusAt(one, at) !== 'in-force') return []
  const since = new Date(one.since).toISOString()
  if (terms.mode === 'enforce' && one.until - at <= dayMs)
    return [{ ...item, kind: 'expiring', since, title: `Ends within a day: ${what}` }]
  const shadowed = shadowHours(state, campaign, terms.measure, at) >= state.rules.shadow_hours
  if (terms.mode === 'shadow' && terms.measure !== 'watch' && shadowed)
    return [
      { ...item, kind: 'enforce', since, title: `Long enough in shadow: ${terms.measure} ${campaign}?` },
    ]
  return []
}

function ofFinding(state: State, finding: Finding, at: number): QueueItem[] {
  if (finding.kind !== 'campaign' || campaignStateAt(state, finding.id, at) !== 'new') return []
  const { assignee, verdicts } = campaignOf(state, finding.id)
  const again = verdicts.some(one => one.verdict === 'dismiss')
  return [
    {
      kind: 'judge',
      subject: finding.id,
      campaign: finding.id,
      since: finding.since,
      assignee,
      title: finding.name,
      accounts: finding.accounts,
      ...(again && { again }),
    },
  ]
}

const ofCalibration = (calibration: Calibration, at: number): QueueItem[] =>
  calibration.advice === 'keep'
    ? []
    : [
        {
          kind: 'calibrate',
          subject: 'false_campaigns',
          since: new Date(at).toISOString(),
          assignee: '',
          title: `${calibration.advice === 'tighten' ? 'Tighten' : 'Loosen'} the promise to ${calibration.false_campaigns}? ${calibration.because}`,
        },
      ]
