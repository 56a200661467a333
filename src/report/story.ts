/** Tells a finding in the order a person asks: what happened, what for, how sure, why, what else could it be. */
import type { Story } from '../model/api.ts'
import { type Ancestor, type Finding, families, type Run } from '../model/finding.ts'
import { nameParts } from '../model/finding-name.ts'
import { sought } from '../model/sought.ts'
import { alternatives, strongest } from './alternatives.ts'
import { familyWords } from './families.ts'
import { about, capital, count, date, daysBetween, label, list, oneIn, percent, times } from './words.ts'

/** What the catalogue says of a signal, by its id: why it shows, who else leaves the trace, which question it speaks to. */
export type Glossary = Readonly<
  Record<
    string,
    { readonly why: string; readonly innocent: string; readonly question?: 'same hand' | 'purpose' }
  >
>

/** Pure: the same finding and run always give the same words. */
export function tell(finding: Finding, run: Run, glossary: Glossary): Story {
  const families = byFamily(finding, glossary)
  const hand = families.filter(one => one.question === 'same hand')
  return {
    headline: headline(finding),
    summary: summary(finding, hand),
    purpose: purpose(finding),
    confidence: confidence(finding, run),
    families,
    silent: silent(finding, run),
    alternatives: finding.kind === 'campaign' ? alternatives(finding, hand) : [],
    limits: limits(finding, run),
  }
}

/** What a person would say first. A name of another form than detection's own stands as it is. */
function headline(finding: Finding): string {
  const parts = nameParts(finding.name)
  if (parts === undefined) return finding.name
  const aims = parts.aims.length === 0 ? 'mixed capabilities' : list(parts.aims.map(label))
  return finding.kind === 'campaign'
    ? `One operator drew ${aims} through ${count(finding.accounts)} accounts`
    : `${count(finding.accounts)} coordinated accounts, left alone: ${aims}`
}

function summary(finding: Finding, hand: Story['families']): string[] {
  const days = daysBetween(finding.first, finding.last)
  const perDay = finding.exchanges / Math.max(1, finding.accounts) / days
  const when = `between ${date(finding.first)} and ${date(finding.last)} (${days} ${days === 1 ? 'day' : 'days'})`
  const size = `${count(finding.accounts)} accounts made ${count(finding.exchanges)} exchanges ${when} and took ${about(finding.output_tokens)} tokens of answers`
  const pace = `That is ${perDay < 10 ? perDay.toFixed(1) : count(perDay)} exchanges an account a day`
  if (finding.kind === 'group') {
    const left = finding.why_not ?? 'They are coordinated, but nothing says that they extract.'
    return [`${size}.`, left, ...ancestry(finding)]
  }
  const alone = perDay < 200 ? ', which nobody would notice in one account' : ''
  return [
    `${size}. ${pace}${alone}.`,
    `What ties them to one hand is above all ${strongest(hand, 3)}: ${times(finding.same_hand)} than if they were strangers.`,
    ...(finding.predecessor === undefined
      ? []
      : [`It takes up where ${finding.predecessor} was stopped: the same hand with new accounts.`]),
    ...ancestry(finding),
  ]
}

/** Merges and splits, so that an id somebody wrote down is found again. */
function ancestry({ lineage = [] }: Finding): string[] {
  const named = (relation: Ancestor['relation']): string[] =>
    lineage.filter(one => one.relation === relation).map(one => `${one.earlier} (since ${date(one.seen)})`)
  const merged = named('merged')
  const split = named('split')
  return [
    ...(merged.length > 0 ? [`Found apart before, and part of it now: ${list(merged)}.`] : []),
    ...(split.length > 0 ? [`Split off from ${list(split)}.`] : []),
  ]
}

function purpose(finding: Finding): string {
  const chosen = sought(finding)
  if (chosen.length === 0) return 'What they take is as varied as honest use.'
  const parts = chosen.map(
    one =>
      `${label(one.capability)} (${percent(one.share)} of exchanges, ${percent(one.honest)} in honest use)`,
  )
  const verb = finding.kind === 'campaign' ? 'They were after' : 'They mostly do'
  return `${verb} ${list(parts)}.`
}

function confidence(finding: Finding, run: Run): string[] {
  const promise = `Of the campaigns one run names, at most ${percent(finding.false_discovery_rate)} (${oneIn(finding.false_discovery_rate)}) are expected to be false.`
  if (finding.kind === 'group') {
    return [
      `It is ${times(finding.same_hand)} that one hand or one circumstance coordinates these accounts, and ${times(finding.purpose)} that they extract than that they use.`,
      'Only both together make a campaign, so the group is left alone.',
    ]
  }
  return [
    `The chance that this is not a campaign is put ${doubt(finding.confidence)}.`,
    `An honest group would show evidence this strong at most once in ${about(Number(finding.e_value.toPrecision(2)))} (its e-value).`,
    promise,
    `Decided on traffic up to ${date(run.as_of)} by version ${run.version}; first named on ${date(finding.since)} (event time).`,
  ]
}

/** Confidence is kept to four digits; less doubt than that is not claimed. */
const doubt = (sure: number): string => (sure > 0.9999 ? 'below 1 in 10,000' : `at ${oneIn(1 - sure)}`)

function byFamily(finding: Finding, glossary: Glossary): Story['families'] {
  const told = finding.evidence.map(({ signal, family, detail, weight }) => ({
    family,
    question:
      glossary[signal]?.question ?? (family === 'purpose' ? ('purpose' as const) : ('same hand' as const)),
    row: {
      signal,
      detail: capital(detail),
      weight,
      times: times(weight),
      why: glossary[signal]?.why ?? '',
      innocent: glossary[signal]?.innocent ?? familyWords[family].innocent,
    },
  }))
  return (['same hand', 'purpose'] as const).flatMap(question =>
    families
      .map(family => {
        const evidence = told
          .filter(one => one.family === family && one.question === question)
          .map(one => one.row)
          .sort((a, b) => b.weight - a.weight)
        const weight = evidence.reduce((sum, one) => sum + one.weight, 0)
        return { family, title: familyWords[family].title, question, weight, evidence }
      })
      .filter(one => one.evidence.length > 0)
      .sort((a, b) => b.weight - a.weight),
  )
}

/** A source may be known in part; below this share its families can hardly speak. */
const scarce = 0.5

function silent(finding: Finding, run: Run): Story['silent'] {
  return families
    .filter(family => family !== 'reaction' && !finding.evidence.some(one => one.family === family))
    .map(family => {
      const { title, needs } = familyWords[family]
      const ran = run.signals.some(one => one.family === family)
      const lacking = run.sources.filter(one => needs.includes(one.source) && one.coverage < scarce)
      const note = lacking.length
        ? `says nothing: ${lacking.map(one => `${one.source} known for ${percent(one.coverage)}`).join(', ')}`
        : ran
          ? 'looked, and found nothing that strangers do not share'
          : 'did not run: its data is not there'
      return { family, title, note }
    })
}

function limits(finding: Finding, run: Run): string[] {
  const partial = run.sources.filter(one => one.coverage < 0.95)
  return [
    ...partial.map(one => `Known in part: ${one.source}, for ${percent(one.coverage)} (${one.note}).`),
    'An account can belong to a campaign without its holder knowing: keys are stolen and resold. Membership is a probability, not a verdict on a person.',
    'The operator is not named. Countries and networks are given as context and carry no weight in any number here.',
    ...(finding.kind === 'campaign'
      ? [
          'Members that have hardly begun, and pools that share neither queue nor money nor controller, may be missing.',
        ]
      : []),
    'What was taken is known from sketches: unless texts are kept on purpose, prompts and answers are not stored and cannot be read back.',
  ]
}
