import type { Overview } from '../../src/model/api.ts'
import type { Run } from '../../src/model/finding.ts'
import { Meter } from '../charts/meter.tsx'
import { Swimlanes } from '../charts/swimlanes.tsx'
import { TwoQuestions } from '../charts/two-questions.tsx'
import { capital, count, label, longDay, percent, spoken } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Section } from '../parts/section.tsx'
import { Link } from '../route.tsx'

export function OverviewView() {
  useTitle('Overview')
  return (
    <Answered<Overview> path="/v1/overview">
      {overview => (overview.run === undefined ? <NothingYet /> : <Shown {...overview} run={overview.run} />)}
    </Answered>
  )
}

function NothingYet() {
  return (
    <div className="failed">
      <h1>Nothing has been looked at yet</h1>
      <p>Read your logs, then look for campaigns in them:</p>
      <pre>stillwatch ingest logs/{'\n'}stillwatch detect</pre>
    </div>
  )
}

function Shown({ run, campaigns, groups }: Overview & { run: Run }) {
  const taken = campaigns.reduce((sum, one) => sum + one.exchanges, 0)
  return (
    <>
      <div className="lead">
        <h1>
          {campaigns.length === 0 ? (
            <>
              No campaign in {spoken(run.exchanges)} exchanges of {count(run.accounts)} accounts.
            </>
          ) : (
            <>
              <Link href="/campaigns">
                {count(campaigns.length)} {campaigns.length === 1 ? 'campaign' : 'campaigns'}
              </Link>{' '}
              {campaigns.length === 1 ? 'holds' : 'hold'} {count(run.members)} of {count(run.accounts)}{' '}
              accounts and drew {spoken(taken)} of {spoken(run.exchanges)} exchanges.
            </>
          )}
        </h1>
        <p>
          Traffic up to {longDay(run.as_of)}. Of all campaigns named here, at most{' '}
          {percent(run.false_discovery_rate)} are expected to be false.{' '}
          {groups.length > 0 && (
            <>
              {`${count(groups.length)}\u00a0coordinated ${groups.length === 1 ? 'group was' : 'groups were'} `}
              <Link href="/groups">left alone</Link>.
            </>
          )}
        </p>
      </div>
      {campaigns.length > 0 && (
        <Section
          title="Campaigns in time"
          note="Exchanges a day, each on its own height, all on one calendar."
        >
          <Swimlanes items={campaigns.slice(0, 12)} />
          {campaigns.length > 12 && (
            <p className="note">
              The 12 largest. <Link href="/campaigns">All {count(campaigns.length)}</Link>
            </p>
          )}
        </Section>
      )}
      {campaigns.length + groups.length > 0 && (
        <Section
          title="Two questions"
          note="Classes, companies and popular tools are coordinated too. Only one hand that also extracts is a campaign. Circles grow with accounts."
        >
          <TwoQuestions items={[...groups, ...campaigns].slice(-60)} />
        </Section>
      )}
      <Sources run={run} />
      <Signals run={run} />
    </>
  )
}

function Sources({ run }: { run: Run }) {
  return (
    <Section
      title="What was known"
      note="A source that is missing is neither innocent nor guilty: its evidence stays silent."
    >
      <table className="sources">
        <thead>
          <tr>
            <th>Source</th>
            <th className="num">Known for</th>
            <th aria-label="Coverage" />
            <th>Note</th>
          </tr>
        </thead>
        <tbody>
          {run.sources.map(one => (
            <tr key={one.source}>
              <td className="nowrap">{capital(label(one.source))}</td>
              <td className="num">{percent(one.coverage)}</td>
              <td className="meter-cell">
                <Meter share={one.coverage} muted={one.coverage < 0.5} />
              </td>
              <td className="faint">{one.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Signals({ run }: { run: Run }) {
  const families = [...new Set(run.signals.map(one => one.family))]
  return (
    <Section
      title="Signals that ran"
      note="By family, with the shared values each one found. No family can convict alone."
    >
      <div className="families">
        {families.map(family => (
          <div key={family}>
            <h3>{capital(family)}</h3>
            <ul>
              {run.signals
                .filter(one => one.family === family)
                .map(one => (
                  <li key={one.signal} className={one.rows === 0 ? 'faint' : undefined}>
                    <span>{one.signal}</span>
                    <span>{one.rows === 0 ? 'none' : count(one.rows)}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}
