/** A finding in sentences. English is the service's own telling; other languages are told here from the same numbers. */
import type { FindingView, Story } from '../../src/model/api.ts'
import type { Finding } from '../../src/model/finding.ts'
import { sought } from '../../src/model/sought.ts'
import { count, daysBetween, longDay, percent, spoken } from '../format.ts'
import { language, named, t } from '../words.ts'
import { called } from './called.tsx'
import { said } from './said.tsx'

/** What a person would say first. */
export function headlineText(finding: Finding, story: Story): string {
  const { title, linked } = called(finding.name)
  if (language === 'en' || linked === '') return story.headline
  return finding.kind === 'campaign'
    ? t.telling.headline(count(finding.accounts), title)
    : t.telling.groupHeadline(count(finding.accounts), title)
}

export function summaryText(finding: Finding, story: Story): readonly string[] {
  if (language === 'en') return story.summary
  const days = daysBetween(finding.first, finding.last)
  const pace = finding.exchanges / Math.max(1, finding.accounts) / days
  const strongest = story.families
    .filter(one => one.question === 'same hand' && one.weight > 0.5)
    .slice(0, 3)
    .map(one => named(t.families, one.family))
    .join(t.comma)
  return [
    t.telling.size(
      count(finding.accounts),
      count(finding.exchanges),
      longDay(finding.first),
      longDay(finding.last),
      days,
      spoken(finding.output_tokens),
      pace.toFixed(1),
    ),
    finding.kind === 'group' ? (finding.why_not ?? t.telling.group) : t.telling.ties(strongest),
  ]
}

export function purposeText(finding: Finding, story: Story): string {
  if (language === 'en') return story.purpose
  const chosen = sought(finding).map(one =>
    t.telling.capability(named(t.capabilities, one.capability), percent(one.share), percent(one.honest)),
  )
  if (chosen.length === 0) return t.telling.varied
  return finding.kind === 'campaign'
    ? t.telling.after(chosen.join(t.comma))
    : t.telling.mostly(chosen.join(t.comma))
}

export function confidenceText({ finding, story, as_of }: FindingView): readonly string[] {
  if (language === 'en') return story.confidence
  if (finding.kind === 'group') return [t.telling.groupSure]
  return [
    t.telling.sure(percent(finding.confidence, true)),
    t.telling.eValue(spoken(Number(finding.e_value.toPrecision(2)))),
    t.telling.decided(longDay(as_of), longDay(finding.since), percent(finding.false_discovery_rate)),
  ]
}

export const limitsText = (story: Story): readonly string[] => story.limits.map(said)
