import type { FindingView } from '../../src/model/api.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { CampaignTimeline, Infrastructure as InfrastructureShape } from '../../src/model/page.ts'
import { Capabilities } from '../charts/capabilities.tsx'
import { Pools } from '../charts/pools.tsx'
import { compact, count, daysBetween, longDay, percent, shortDay } from '../format.ts'
import { Alternatives } from '../parts/alternatives.tsx'
import { Answered, Part, useTitle } from '../parts/answered.tsx'
import { Context } from '../parts/context.tsx'
import { DossierForm } from '../parts/dossier.tsx'
import { EvidenceTable } from '../parts/evidence-table.tsx'
import { Figures } from '../parts/figures.tsx'
import { Infrastructure } from '../parts/infrastructure.tsx'
import { Judgement } from '../parts/judgement.tsx'
import { Links } from '../parts/links.tsx'
import { Members } from '../parts/members.tsx'
import { Name } from '../parts/name.tsx'
import { ReviewPanel } from '../parts/review-panel.tsx'
import { Said } from '../parts/said.tsx'
import { Section } from '../parts/section.tsx'
import { State } from '../parts/state.tsx'
import { confidenceText, headlineText, limitsText, purposeText, summaryText } from '../parts/telling.ts'
import { WhatIf } from '../parts/what-if.tsx'
import { addressOf, Link, setQuery, useAnchor, useQuery } from '../route.tsx'
import { t } from '../words.ts'

/** One campaign or one group: what, what for, how sure, why, what else it could be, who. */
export function FindingPage({ kind, id }: { kind: Finding['kind']; id: string }) {
  useTitle(id)
  const base = `/v1/${kind === 'campaign' ? 'campaigns' : 'groups'}/${encodeURIComponent(id)}`
  return <Answered<FindingView> path={base}>{view => <Shown view={view} kind={kind} base={base} />}</Answered>
}

function Shown({ view, kind, base }: { view: FindingView; kind: Finding['kind']; base: string }) {
  const { finding, story } = view
  const isCampaign = kind === 'campaign'
  const held = useQuery().get('held') ?? ''
  const setHeld = (value: string) => setQuery({ held: value })
  useAnchor(true)
  const showHeld = (value: string) => {
    setHeld(value)
    document.getElementById('members')?.scrollIntoView()
  }
  return (
    <article>
      <div className="opening">
        <header className="lead">
          <p className="kicker">
            {isCampaign ? t.words.campaign : t.groups.one} <span className="mono">{finding.id}</span>
            {isCampaign && <State state={finding.state} />}
          </p>
          <h1>
            <Name text={headlineText(finding, story)} />
          </h1>
          {summaryText(finding, story).map(text => (
            <p key={text}>
              <Said text={text} />
            </p>
          ))}
          <p>{purposeText(finding, story)}</p>
          <Lineage finding={finding} />
        </header>
        <Judgement view={view} />
      </div>
      <Figures items={figures(finding)} />
      <Contents isCampaign={isCampaign} />
      <ReviewPanel id={finding.id} kind={kind} />
      <Section id="timeline" title={t.sections.timeline} note={t.timeline.note}>
        <Part<CampaignTimeline> path={`${base}/timeline`}>
          {timeline => <Pools id={finding.id} kind={kind} timeline={timeline} />}
        </Part>
      </Section>
      <Section id="taking" title={isCampaign ? t.sections.taking : t.taking.use} note={t.taking.note}>
        <Capabilities id={finding.id} items={finding.capabilities} kind={kind} />
      </Section>
      <Section id="evidence" title={t.sections.evidence} note={t.evidence.note}>
        <ul className="sure">
          {confidenceText(view).map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <EvidenceTable finding={finding} story={story} />
      </Section>
      {story.alternatives.length > 0 && (
        <Section id="alternatives" title={t.sections.alternatives} note={t.alternatives.note}>
          <Alternatives id={finding.id} story={story} total={finding.same_hand} />
        </Section>
      )}
      <Section id="links" title={t.sections.links} note={t.links.note}>
        <Links id={finding.id} path={base} kind={kind} onHeld={showHeld} />
      </Section>
      <Section id="infrastructure" title={t.sections.infrastructure} note={t.infrastructure.note}>
        <Part<InfrastructureShape> path={`${base}/infrastructure`}>
          {shape => <Infrastructure id={finding.id} shape={shape} exchanges={finding.exchanges} />}
        </Part>
      </Section>
      <Section id="context" title={t.context.title} note={t.context.note}>
        <Context finding={finding} />
      </Section>
      <Section id="members" title={t.sections.members} note={t.members.note}>
        <Members path={`${base}/members`} kind={kind} held={held} onHeld={setHeld} />
      </Section>
      {isCampaign && (
        <Section id="measures" title={t.sections.measures} note={t.whatIf.note}>
          <WhatIf id={finding.id} />
        </Section>
      )}
      <Section id="dossier" title={t.sections.dossier} note={t.dossier.note}>
        <DossierForm id={finding.id} />
      </Section>
      <Section id="limits" title={t.sections.limits}>
        <ul className="sure plain">
          {limitsText(story).map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
    </article>
  )
}

/** Where it came from: predecessor, merges, splits. */
function Lineage({ finding }: { finding: Finding }) {
  const own = finding.lineage ?? []
  if (finding.predecessor === undefined && own.length === 0) return null
  return (
    <p className="lineage">
      {finding.predecessor !== undefined && (
        <span>
          {t.lineage.predecessor}{' '}
          <Link className="mono" href={addressOf('campaigns', finding.predecessor)}>
            {finding.predecessor}
          </Link>
        </span>
      )}
      {own.map(one => (
        <span key={`${one.relation} ${one.earlier}`}>
          {t.lineage[one.relation]} <span className="mono">{one.earlier}</span> ({longDay(one.seen)})
        </span>
      ))}
    </p>
  )
}

const parts = [
  'review',
  'timeline',
  'taking',
  'evidence',
  'alternatives',
  'links',
  'infrastructure',
  'members',
  'measures',
  'dossier',
] as const

/** The way through a long page; each part has an address. */
const Contents = ({ isCampaign }: { isCampaign: boolean }) => (
  <nav className="contents" aria-label={t.sections.label}>
    {parts
      .filter(one => isCampaign || (one !== 'alternatives' && one !== 'measures'))
      .map(one => (
        <a key={one} href={`#${one}`}>
          {t.sections[one]}
        </a>
      ))}
  </nav>
)

function figures(finding: Finding) {
  const days = daysBetween(finding.first, finding.last)
  const pace = finding.exchanges / Math.max(1, finding.accounts) / days
  return [
    { label: t.words.accounts, value: count(finding.accounts) },
    { label: t.words.exchanges, value: count(finding.exchanges), under: t.campaigns.pace(pace.toFixed(1)) },
    {
      label: t.words.window,
      value: t.span(shortDay(finding.first), shortDay(finding.last)),
      under: t.figures.window(days, longDay(finding.since)),
    },
    {
      label: t.figures.tokens,
      value: compact(finding.output_tokens),
      under: t.figures.requests(compact(finding.input_tokens)),
    },
    ...(finding.kind === 'campaign'
      ? [
          {
            label: t.words.confidence,
            value: percent(finding.confidence, true),
            under: t.figures.promise(percent(finding.false_discovery_rate)),
          },
        ]
      : []),
  ]
}
