/** Folds entries of the audit log into a state. What a fold does not know, it leaves alone. */
import type { Entry } from '../model/audit.ts'
import type { CampaignRecord, Containment } from '../model/containment.ts'
import { detailOf } from './acts.ts'
import { type AllowEntry, type Appeal, campaignOf, type State } from './state.ts'

/** A state being built; a copy of the maps, so that nobody's earlier state changes under him. */
type Draft = {
  -readonly [K in keyof State]: State[K] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : State[K]
}

/** Entries in the order of the chain; those already folded are passed over. */
export function fold(state: State, entries: Iterable<Entry>): State {
  const draft: Draft = {
    ...state,
    campaigns: new Map(state.campaigns),
    containments: new Map(state.containments),
    released: new Map(state.released),
    allowed: new Map(state.allowed),
    appeals: new Map(state.appeals),
  }
  for (const entry of entries) {
    if (entry.seq <= draft.seq) continue
    draft.seq = entry.seq
    const area = entry.act.split('/')[0] ?? ''
    byArea[area]?.(draft, entry)
  }
  return draft
}

const byArea: Readonly<Record<string, (draft: Draft, entry: Entry) => void>> = {
  campaign: foldCampaign,
  containment: foldContainment,
  account: foldAccount,
  allow: foldAllowList,
  appeal: foldAppeal,
  rules: (draft, entry) => {
    const set = detailOf(entry, 'rules/set')
    if (set !== undefined) draft.rules = set.rules
  },
  calibration: (draft, entry) => {
    const applied = detailOf(entry, 'calibration/apply')
    if (applied !== undefined) draft.false_campaigns = applied.false_campaigns
  },
}

function foldCampaign(draft: Draft, entry: Entry): void {
  const known = campaignOf(draft, entry.subject)
  const { dismissed, ...open } = known
  const { actor, at } = entry
  const change = (next: CampaignRecord): void => void draft.campaigns.set(entry.subject, next)

  const confirmed = detailOf(entry, 'campaign/confirm')
  if (confirmed !== undefined) {
    const verdict = { verdict: 'confirm' as const, actor, at, ...confirmed }
    const state = known.state === 'contained' ? 'contained' : 'confirmed'
    change({ ...open, state, verdicts: [...known.verdicts, verdict] })
  }
  const dismissal = detailOf(entry, 'campaign/dismiss')
  if (dismissal !== undefined) {
    const { sealed, judged, reason } = dismissal
    const verdict = { verdict: 'dismiss' as const, actor, at, reason, judged }
    endAll(draft, entry, 'the campaign was dismissed')
    const verdicts = [...known.verdicts, verdict]
    change({ ...open, state: 'dismissed', verdicts, dismissed: { ...sealed, judged } })
  }
  if (detailOf(entry, 'campaign/release') !== undefined) {
    endAll(draft, entry, 'the campaign was released')
    change({ ...open, state: 'released' })
  }
  if (detailOf(entry, 'campaign/reopen') !== undefined) change({ ...open, state: 'new' })
  const comment = detailOf(entry, 'campaign/comment')
  if (comment !== undefined)
    change({ ...known, comments: [...known.comments, { actor: actor.id, at, text: comment.text }] })
  const assigned = detailOf(entry, 'campaign/assign')
  if (assigned !== undefined) change({ ...known, assignee: assigned.to })
  const inherited = detailOf(entry, 'campaign/inherit')
  if (inherited !== undefined) {
    const from = campaignOf(draft, inherited.from)
    change({
      ...from,
      id: entry.subject,
      comments: known.comments,
      assignee: known.assignee || from.assignee,
    })
    for (const one of draft.containments.values())
      if (one.campaign === inherited.from && isOpen(one))
        draft.containments.set(one.id, { ...one, campaign: entry.subject })
  }
}

const isOpen = (one: Containment): boolean => one.status === 'in-force' || one.status === 'proposed'

function endAll(draft: Draft, entry: Entry, reason: string): void {
  for (const one of draft.containments.values()) {
    if (one.campaign !== entry.subject || !isOpen(one)) continue
    const status = one.status === 'proposed' ? 'refused' : 'lifted'
    draft.containments.set(one.id, { ...one, status, ended: { actor: entry.actor, at: entry.at, reason } })
  }
}

function foldContainment(draft: Draft, entry: Entry): void {
  const { actor, at, subject } = entry
  const proposal = detailOf(entry, 'containment/propose')
  if (proposal !== undefined && !draft.containments.has(subject)) {
    const { sealed, ...rest } = proposal
    draft.containments.set(subject, {
      ...rest,
      id: subject,
      status: 'proposed',
      proposed: { actor, at },
      approvals: [],
      lists: [sealed],
      since: 0,
      until: 0,
    })
  }
  const one = draft.containments.get(subject)
  if (one === undefined) return
  const end = (status: Containment['status'], reason: string): void => {
    draft.containments.set(subject, { ...one, status, ended: { actor, at, reason } })
  }

  const approved = detailOf(entry, 'containment/approve')
  if (approved !== undefined && one.status === 'proposed') {
    const approvals = [...one.approvals, { actor, at, reason: approved.reason }]
    if (approved.starts) {
      const since = Date.parse(at)
      start(draft, { ...one, approvals, status: 'in-force', since, until: Date.parse(approved.until) }, entry)
    } else draft.containments.set(subject, { ...one, approvals })
  }
  const refused = detailOf(entry, 'containment/refuse')
  if (refused !== undefined && one.status === 'proposed') end('refused', refused.reason)
  const lifted = detailOf(entry, 'containment/lift')
  if (lifted !== undefined && one.status === 'in-force') {
    end('lifted', lifted.reason)
    backToConfirmed(draft, one)
  }
  if (detailOf(entry, 'containment/expire') !== undefined && one.status === 'in-force') {
    end('expired', 'its time ran out')
    backToConfirmed(draft, one)
  }
  const extended = detailOf(entry, 'containment/extend')
  if (extended !== undefined && one.status === 'in-force')
    draft.containments.set(subject, { ...one, lists: [...one.lists, extended.sealed] })
}

/** One containment of each mode holds a campaign: the newer takes the older's place. */
function start(draft: Draft, one: Containment, entry: Entry): void {
  for (const other of draft.containments.values()) {
    if (other.campaign !== one.campaign || other.status !== 'in-force') continue
    if (other.terms.mode === 'enforce' && one.terms.mode === 'shadow') continue
    const ended = { actor: entry.actor, at: entry.at, reason: `replaced by ${one.id}` }
    draft.containments.set(other.id, { ...other, status: 'replaced', ended })
  }
  draft.containments.set(one.id, one)
  const campaign = campaignOf(draft, one.campaign)
  if (one.terms.mode === 'enforce') draft.campaigns.set(one.campaign, { ...campaign, state: 'contained' })
  // Whoever looks at a released campaign again, if only in shadow, takes the release back.
  else if (campaign.state === 'released')
    draft.campaigns.set(one.campaign, { ...campaign, state: 'confirmed' })
}

function backToConfirmed(draft: Draft, ended: Containment): void {
  const campaign = campaignOf(draft, ended.campaign)
  if (ended.terms.mode === 'enforce' && campaign.state === 'contained')
    draft.campaigns.set(ended.campaign, { ...campaign, state: 'confirmed' })
}

function foldAccount(draft: Draft, entry: Entry): void {
  const released = detailOf(entry, 'account/release')
  if (released !== undefined) {
    const { campaign, reason } = released
    const from = new Map(draft.released.get(entry.subject)).set(campaign, { at: entry.at, reason })
    draft.released.set(entry.subject, from)
  }
  const recalled = detailOf(entry, 'account/recall')
  if (recalled !== undefined) {
    const from = new Map(draft.released.get(entry.subject))
    from.delete(recalled.campaign)
    if (from.size === 0) draft.released.delete(entry.subject)
    else draft.released.set(entry.subject, from)
  }
}

function foldAllowList(draft: Draft, entry: Entry): void {
  const added = detailOf(entry, 'allow/add')
  if (added !== undefined) {
    const one: AllowEntry = { ...added, actor: entry.actor.id, at: entry.at }
    draft.allowed.set(entry.subject, one)
  }
  if (detailOf(entry, 'allow/remove') !== undefined) draft.allowed.delete(entry.subject)
}

function foldAppeal(draft: Draft, entry: Entry): void {
  const opened = detailOf(entry, 'appeal/open')
  if (opened !== undefined) {
    const { account, language } = opened
    const appeal: Appeal = { id: entry.subject, account, language, at: entry.at }
    draft.appeals.set(entry.subject, appeal)
  }
  const answered = detailOf(entry, 'appeal/answer')
  const appeal = draft.appeals.get(entry.subject)
  if (answered === undefined || appeal === undefined) return
  draft.appeals.set(entry.subject, {
    ...appeal,
    answered: { ...answered, actor: entry.actor.id, at: entry.at },
  })
  // One word for both: granting an appeal is the release, so that nobody can answer "granted" and stay held.
  if (answered.outcome === 'granted') {
    const from = new Map(draft.released.get(appeal.account)).set('*', {
      at: entry.at,
      reason: answered.reason,
    })
    draft.released.set(appeal.account, from)
  }
}
