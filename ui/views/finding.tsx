import type { FindingView } from '../../src/model/api.ts'
import type { Finding } from '../../src/model/finding.ts'
import { Capabilities } from '../charts/capabilities.tsx'
import { Daily } from '../charts/daily.tsx'
import { compact, count, daysBetween, longDay, percent, shortDay } from '../format.ts'
import { Alternatives } from '../parts/alternatives.tsx'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Context } from '../parts/context.tsx'
import { EvidenceTable } from '../parts/evidence-table.tsx'
import { Figures } from '../parts/figures.tsx'
import { Members } from '../parts/members.tsx'
import { Name } from '../parts/name.tsx'
import { Section } from '../parts/section.tsx'
import { State } from '../parts/state.tsx'
import { addressOf, Link } from '../route.tsx'

/** One campaign or one group: what, what for, how sure, why, what else it could be, who. */
export function FindingPage({ kind, id }: { kind: Finding['kind']; id: string }) {
  useTitle(id)
  const base = `/v1/${kind === 'campaign' ? 'campaigns' : 'groups'}/${encodeURIComponent(id)}`
  return (
    <Answered<FindingView> path={base}>
      {({ finding, story }) => (
        <article>
          <header className="lead">
            <p className="kicker">
              {kind === 'campaign' ? 'Campaign' : 'Group left alone'}{' '}
              <span className="mono">{finding.id}</span>
              {kind === 'campaign' && <State state={finding.state} />}
            </p>
            <h1>
              <Name text={story.headline} />
            </h1>
            {story.summary.map(text => (
              <p key={text}>{text}</p>
            ))}
            {finding.predecessor !== undefined && (
              <p>
                Predecessor:{' '}
                <Link className="mono" href={addressOf('campaigns', finding.predecessor)}>
                  {finding.predecessor}
                </Link>
              </p>
            )}
          </header>
          <Figures items={figures(finding)} />
          <Section
            title={kind === 'campaign' ? 'What they were after' : 'What they use it for'}
            note="Shares of exchanges beside matched honest accounts; one exchange may carry several."
          >
            <p className="statement">{story.purpose}</p>
            <Capabilities items={finding.capabilities} kind={kind} />
          </Section>
          <Section title={kind === 'campaign' ? 'How sure' : 'Why it is left alone'}>
            <ul className="sure">
              {story.confidence.map(text => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Section>
          <Section
            title="Evidence"
            note="Weights are log-likelihood ratios in nats: +2.3 is ten times likelier, +4.6 a hundred. Each stands beside its innocent explanation."
          >
            <EvidenceTable finding={finding} story={story} />
          </Section>
          {story.alternatives.length > 0 && (
            <Section
              title="What else could it be"
              note="Each innocent explanation is granted the families it would leave traces in. What it cannot account for remains."
            >
              <Alternatives story={story} total={finding.same_hand} />
            </Section>
          )}
          <Section title="Timeline">
            <Daily
              kind={kind}
              days={finding.timeline.map(one => one.day)}
              series={[
                { label: 'Exchanges', values: finding.timeline.map(one => one.exchanges) },
                { label: 'Active accounts', values: finding.timeline.map(one => one.accounts) },
              ]}
            />
          </Section>
          <Section
            title="Context, not evidence"
            note="None of this carries weight in any number on this page."
          >
            <Context finding={finding} />
          </Section>
          <Section
            title="Members"
            note="The surest first. A probability, not a verdict on a person: keys are also stolen and resold."
          >
            <Members path={`${base}/members`} kind={kind} />
          </Section>
          <Section title="Limits">
            <ul className="sure plain">
              {story.limits.map(text => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Section>
        </article>
      )}
    </Answered>
  )
}

function figures(finding: Finding) {
  const days = daysBetween(finding.first, finding.last)
  const pace = finding.exchanges / Math.max(1, finding.accounts) / days
  return [
    { label: 'Accounts', value: count(finding.accounts) },
    { label: 'Exchanges', value: count(finding.exchanges), under: `${pace.toFixed(1)} an account a day` },
    {
      label: 'Window',
      value: `${shortDay(finding.first)} – ${shortDay(finding.last)}`,
      under: `${days} days, first named ${longDay(finding.since)}`,
    },
    {
      label: 'Tokens of answers',
      value: compact(finding.output_tokens),
      under: `${compact(finding.input_tokens)} of requests`,
    },
    ...(finding.kind === 'campaign'
      ? [
          {
            label: 'Confidence',
            value: percent(finding.confidence, true),
            under: `promised false discoveries ≤ ${percent(finding.false_discovery_rate)}`,
          },
        ]
      : []),
  ]
}
