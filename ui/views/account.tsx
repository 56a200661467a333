import type { AccountView as Account } from '../../src/model/api.ts'
import { Daily } from '../charts/daily.tsx'
import { Meter } from '../charts/meter.tsx'
import { compact, count, daysBetween, label, longDay, moment, percent } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { EvidenceList } from '../parts/evidence-table.tsx'
import { Figures } from '../parts/figures.tsx'
import { Name } from '../parts/name.tsx'
import { Section } from '../parts/section.tsx'
import { addressOf, encoded, Link } from '../route.tsx'

export function AccountView({ id }: { id: string }) {
  useTitle('Account')
  return (
    <Answered<Account> path={`/v1/accounts/${encoded(id)}`}>
      {account => (
        <article>
          <header className="lead">
            <p className="kicker">Account</p>
            <h1 className="mono">
              <Name text={account.account} />
            </h1>
            <Verdict account={account} />
          </header>
          {account.days.length > 0 && <Figures items={figures(account)} />}
          {account.memberships.map(({ id: finding, kind, member }) => (
            <Section
              key={finding}
              title={kind === 'campaign' ? 'Why it is a member' : 'What ties it to its group'}
              note={
                <>
                  <Link href={addressOf(kind === 'campaign' ? 'campaigns' : 'groups', finding)}>
                    {finding}
                  </Link>
                  {kind === 'campaign' && `, since ${moment(member.since)}`}
                </>
              }
            >
              <EvidenceList evidence={member.evidence.toSorted((a, b) => b.weight - a.weight)} />
            </Section>
          ))}
          {account.days.length > 0 && (
            <Section title="Activity">
              <Daily
                kind={account.memberships.some(one => one.kind === 'campaign') ? 'campaign' : 'group'}
                days={account.days.map(one => one.day)}
                series={[
                  { label: 'Exchanges', values: account.days.map(one => one.exchanges) },
                  { label: 'Output tokens', values: account.days.map(one => one.output_tokens) },
                ]}
              />
            </Section>
          )}
          <Section title="Known facts" note="Addresses of people are never stored; countries are context.">
            <Facts account={account} />
          </Section>
          {account.mix.length > 0 && (
            <Section title="Where it calls from" note="Context, not evidence.">
              <Mix account={account} />
            </Section>
          )}
        </article>
      )}
    </Answered>
  )
}

function Verdict({ account }: { account: Account }) {
  const campaign = account.memberships.find(one => one.kind === 'campaign')
  const group = account.memberships.find(one => one.kind === 'group')
  if (campaign !== undefined) {
    return (
      <p>
        Member of <Link href={addressOf('campaigns', campaign.id)}>{campaign.id}</Link> with probability{' '}
        {percent(campaign.member.probability, true)}.
      </p>
    )
  }
  if (group !== undefined) {
    return (
      <p>
        Part of the coordinated group <Link href={addressOf('groups', group.id)}>{group.id}</Link>, which is
        left alone.
      </p>
    )
  }
  return <p>Belongs to no campaign and no coordinated group.</p>
}

function figures({ days }: Account) {
  const sum = (pick: (day: Account['days'][number]) => number) =>
    days.reduce((total, day) => total + pick(day), 0)
  const first = days[0]?.day ?? ''
  const last = days[days.length - 1]?.day ?? ''
  const exchanges = sum(day => day.exchanges)
  const span = daysBetween(first, last)
  return [
    { label: 'Exchanges', value: count(exchanges), under: `${(exchanges / span).toFixed(1)} a day` },
    {
      label: 'Active days',
      value: `${days.length} of ${span}`,
      under: `${longDay(first)} to ${longDay(last)}`,
    },
    {
      label: 'Tokens of answers',
      value: compact(sum(day => day.output_tokens)),
      under: `${compact(sum(day => day.input_tokens))} of requests`,
    },
  ]
}

function Facts({ account }: { account: Account }) {
  const known = Object.entries(account.facts ?? {}).filter(([, value]) => value !== '')
  if (known.length === 0) return <p className="faint">No account record was ingested.</p>
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{label(name)}</dt>
          <dd>
            <Name text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Mix({ account }: { account: Account }) {
  const total = account.mix.reduce((sum, one) => sum + one.exchanges, 0) || 1
  return (
    <table className="sources">
      <thead>
        <tr>
          <th>Model</th>
          <th>Network</th>
          <th>Country</th>
          <th className="num">Exchanges</th>
          <th aria-label="Share" />
        </tr>
      </thead>
      <tbody>
        {account.mix.slice(0, 15).map(one => (
          <tr key={`${one.model} ${one.network_kind} ${one.country}`}>
            <td>
              <Name text={one.model} />
            </td>
            <td>{one.network_kind || 'not known'}</td>
            <td>{one.country || 'not known'}</td>
            <td className="num">{count(one.exchanges)}</td>
            <td className="meter-cell">
              <Meter share={one.exchanges / total} muted />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
