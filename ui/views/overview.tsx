import type { Overview } from '../../src/model/api.ts'
import type { Run } from '../../src/model/finding.ts'
import { Swimlanes } from '../charts/swimlanes.tsx'
import { TwoQuestions } from '../charts/two-questions.tsx'
import { compact, count, longDay, percent, spoken } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Chart } from '../parts/chart.tsx'
import { Figures } from '../parts/figures.tsx'
import { Health } from '../parts/health.tsx'
import { Section } from '../parts/section.tsx'
import { Link } from '../route.tsx'
import { t } from '../words.ts'

export function OverviewView() {
  useTitle(t.nav.overview)
  return (
    <Answered<Overview> path="/v1/overview">
      {overview => (overview.run === undefined ? <NothingYet /> : <Shown {...overview} run={overview.run} />)}
    </Answered>
  )
}

function NothingYet() {
  return (
    <div className="failed">
      <h1>{t.overview.nothing}</h1>
      <p>{t.overview.nothingNote}</p>
      <pre>stillwatch ingest logs/{'\n'}stillwatch detect</pre>
    </div>
  )
}

function Shown({ run, campaigns, groups }: Overview & { run: Run }) {
  const taken = campaigns.reduce((sum, one) => sum + one.exchanges, 0)
  const most = 12
  const largest = campaigns.toSorted((a, b) => b.exchanges - a.exchanges).slice(0, most)
  return (
    <>
      <div className="lead">
        <h1>
          {campaigns.length === 0 ? (
            t.overview.none(spoken(run.exchanges), count(run.accounts))
          ) : (
            <>
              <Link href="/campaigns">{t.overview.campaigns(campaigns.length)}</Link>
              {t.overview.hold(
                campaigns.length,
                count(run.members),
                count(run.accounts),
                spoken(taken),
                spoken(run.exchanges),
              )}
            </>
          )}
        </h1>
        <p>
          {t.overview.promise(longDay(run.as_of), percent(run.false_discovery_rate))}{' '}
          {groups.length > 0 && (
            <>
              {t.overview.groups(groups.length)} <Link href="/groups">{t.overview.leftAlone}</Link>
              {t.stop}
            </>
          )}
        </p>
      </div>
      {campaigns.length > 0 && <Figures items={figures(run, campaigns)} />}
      {campaigns.length > 0 && (
        <Section title={t.overview.inTime} note={t.overview.inTimeNote}>
          <Chart
            numbers={{
              name: 'campaigns-in-time',
              head: [t.words.campaign, t.timeline.dayHead, t.words.exchanges, t.timeline.active],
              rows: largest.flatMap(one =>
                one.timeline.map(day => [one.id, day.day, day.exchanges, day.accounts]),
              ),
            }}
          >
            <Swimlanes items={largest} />
          </Chart>
          {campaigns.length > most && (
            <p className="note">
              {t.overview.largest(most)} <Link href="/campaigns">{t.overview.all(campaigns.length)}</Link>
            </p>
          )}
        </Section>
      )}
      {campaigns.length + groups.length > 0 && (
        <Section title={t.overview.questions} note={t.overview.questionsNote}>
          <Chart
            numbers={{
              name: 'two-questions',
              head: [t.words.finding, t.words.kind, t.words.accounts, t.words.sameHand, t.words.purpose],
              rows: [...campaigns, ...groups].map(one => [
                one.id,
                one.kind,
                one.accounts,
                one.same_hand,
                one.purpose,
              ]),
            }}
          >
            <TwoQuestions
              items={[...groups.slice(0, 60), ...campaigns.slice(0, 60)]}
              promise={run.false_discovery_rate}
            />
          </Chart>
        </Section>
      )}
      <Health run={run} />
    </>
  )
}

function figures(run: Run, campaigns: Overview['campaigns']) {
  const contained = campaigns.filter(one => one.state === 'contained')
  const sum = (items: Overview['campaigns'], of: (one: Overview['campaigns'][number]) => number) =>
    items.reduce((total, one) => total + of(one), 0)
  const taken = sum(campaigns, one => one.exchanges)
  // Days after the one on which a campaign was named: what was taken although it was known.
  const known = sum(campaigns, one =>
    one.timeline.filter(day => day.day > one.since.slice(0, 10)).reduce((all, day) => all + day.exchanges, 0),
  )
  return [
    {
      label: t.overview.leak,
      value: compact(taken),
      under: t.overview.leakUnder(percent(taken / Math.max(1, run.exchanges))),
    },
    {
      label: t.overview.tokens,
      value: compact(sum(campaigns, one => one.output_tokens)),
      under: t.overview.tokensUnder(compact(sum(campaigns, one => one.input_tokens))),
    },
    {
      label: t.overview.afterNamed,
      value: compact(known),
      under: t.overview.afterNamedUnder(percent(known / Math.max(1, taken))),
    },
    {
      label: t.overview.contained,
      value: t.overview.containedOf(contained.length, campaigns.length),
      under: t.overview.containedUnder(count(sum(contained, one => one.accounts))),
    },
    {
      label: t.overview.waiting,
      value: count(campaigns.filter(one => one.state === 'new').length),
      href: '/review',
      under: t.overview.waitingUnder,
    },
  ]
}
