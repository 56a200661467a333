import type { AccountPage as Account } from '../../src/model/api.ts'
import type { AccountRhythm } from '../../src/model/page.ts'
import { AccountDays } from '../charts/account-days.tsx'
import { Week } from '../charts/week.tsx'
import { compact, count, country, daysBetween, instant, longDay, moment, percent } from '../format.ts'
import { AccountActs } from '../parts/account-acts.tsx'
import { Answered, Part, useTitle } from '../parts/answered.tsx'
import { CallsTold } from '../parts/calls-told.tsx'
import { Clearing } from '../parts/clearing.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { MemberEvidence } from '../parts/evidence-list.tsx'
import { Figures } from '../parts/figures.tsx'
import { Name } from '../parts/name.tsx'
import { Section } from '../parts/section.tsx'
import { addressOf, encoded, Link } from '../route.tsx'
import { named, t } from '../words.ts'

export function AccountView({ id }: { id: string }) {
  useTitle(t.account.title)
  const path = `/v1/accounts/${encoded(id)}`
  return <Answered<Account> path={path}>{account => <Shown account={account} path={path} />}</Answered>
}

function Shown({ account, path }: { account: Account; path: string }) {
  const campaign = account.memberships.find(one => one.kind === 'campaign')
  return (
    <article>
      <header className="lead">
        <p className="kicker">{t.account.title}</p>
        <h1 className="mono">
          <Name text={account.account} />
        </h1>
        <Verdict account={account} />
      </header>
      {account.days.length > 0 && <Figures items={figures(account)} />}
      {account.memberships.map(({ id, kind, member }) => (
        <Section
          key={id}
          title={kind === 'campaign' ? t.account.why : t.account.ties}
          note={
            <>
              <Link href={addressOf(kind === 'campaign' ? 'campaigns' : 'groups', id)}>{id}</Link>
              {kind === 'campaign' && t.account.since(moment(member.since))}
            </>
          }
        >
          <MemberEvidence account={account.account} evidence={member.evidence} />
        </Section>
      ))}
      {campaign !== undefined && (
        <Section title={t.account.clear} note={t.account.clearNote}>
          <Clearing evidence={campaign.member.evidence} />
        </Section>
      )}
      <AccountActs account={account.account} campaign={campaign?.id} released={account.released} />
      {account.days.length > 0 && <CallsTold account={account.account} path={path} />}
      {account.days.length > 0 && (
        <Section title={t.account.activity}>
          <AccountDays
            account={account.account}
            kind={campaign === undefined ? 'group' : 'campaign'}
            days={account.days}
          />
        </Section>
      )}
      {account.days.length > 0 && (
        <Part<AccountRhythm> path={`${path}/rhythm`}>
          {rhythm => <Habits account={account.account} rhythm={rhythm} />}
        </Part>
      )}
      <Section title={t.account.facts} note={t.account.factsNote}>
        <Facts account={account} />
      </Section>
      {account.mix.length > 0 && (
        <Section title={t.account.from} note={t.context.title}>
          <Mix account={account} />
        </Section>
      )}
    </article>
  )
}

function Verdict({ account }: { account: Account }) {
  const campaign = account.memberships.find(one => one.kind === 'campaign')
  const group = account.memberships.find(one => one.kind === 'group')
  if (campaign !== undefined) {
    return (
      <p>
        {t.account.member} <Link href={addressOf('campaigns', campaign.id)}>{campaign.id}</Link>
        {t.account.probability(percent(campaign.member.probability, true))}
      </p>
    )
  }
  if (group !== undefined) {
    return (
      <p>
        {t.account.grouped} <Link href={addressOf('groups', group.id)}>{group.id}</Link>
        {t.account.alone}
      </p>
    )
  }
  return <p>{t.account.none}</p>
}

function figures({ days }: Account) {
  const sum = (pick: (day: Account['days'][number]) => number) =>
    days.reduce((total, day) => total + pick(day), 0)
  const first = days[0]?.day ?? ''
  const last = days[days.length - 1]?.day ?? ''
  const exchanges = sum(day => day.exchanges)
  const span = daysBetween(first, last)
  return [
    {
      label: t.words.exchanges,
      value: count(exchanges),
      under: t.account.perDay((exchanges / span).toFixed(1)),
    },
    {
      label: t.account.activeDays,
      value: t.account.daysOf(days.length, span),
      under: t.span(longDay(first), longDay(last)),
    },
    {
      label: t.figures.tokens,
      value: compact(sum(day => day.output_tokens)),
      under: t.figures.requests(compact(sum(day => day.input_tokens))),
    },
  ]
}

function Habits({ account, rhythm }: { account: string; rhythm: AccountRhythm }) {
  return (
    <>
      <Section title={t.account.rhythm} note={t.account.rhythmNote}>
        <Week account={account} hours={rhythm.hours} />
      </Section>
      <Section title={t.account.sketches} note={t.account.sketchesNote}>
        {rhythm.sketched > 0 && (
          <p className="statement">{t.account.questions(count(rhythm.sketched), count(rhythm.questions))}</p>
        )}
        <DataTable
          name={t.account.sketches}
          keyOf={one => `${one.what} ${one.value}`}
          rows={rhythm.sketches}
          empty={t.account.noSketch}
          columns={[
            {
              id: 'what',
              title: t.words.kind,
              value: one => t.sketches[one.what],
              show: one => t.sketches[one.what],
            },
            {
              id: 'value',
              title: t.account.hash,
              value: one => one.value,
              show: one => <span className="mono">{one.value.slice(0, 12).toLowerCase()}</span>,
            },
            {
              id: 'exchanges',
              title: t.words.exchanges,
              isNumber: true,
              value: one => one.exchanges,
              show: one => count(one.exchanges),
            },
            {
              id: 'members',
              title: t.account.shared,
              isNumber: true,
              value: one => one.members,
              show: one => count(one.members),
            },
            {
              id: 'strangers',
              title: t.infrastructure.strangers,
              isNumber: true,
              value: one => one.strangers,
              show: one => count(one.strangers),
            },
          ]}
        />
      </Section>
    </>
  )
}

function Facts({ account }: { account: Account }) {
  const known = Object.entries(account.facts ?? {}).filter(([, value]) => value !== '')
  if (known.length === 0) return <p className="faint">{t.account.noRecord}</p>
  return (
    <dl className="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{named(t.facts, name)}</dt>
          <dd>
            <Name text={factOf(name, value)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Codes and machine times as people read them. */
function factOf(name: string, value: string): string {
  if (name === 'created' || name === 'status_time') return instant(value)
  if (name === 'country') return country(value)
  return name === 'payment_kind' ? named(t.payments, value) : value
}

function Mix({ account }: { account: Account }) {
  const total = account.mix.reduce((sum, one) => sum + one.exchanges, 0) || 1
  return (
    <DataTable
      name={t.account.from}
      keyOf={one => `${one.model} ${one.network_kind} ${one.country}`}
      rows={account.mix.slice(0, 15)}
      columns={[
        {
          id: 'model',
          title: t.words.model,
          value: one => one.model,
          show: one => <Name text={one.model} />,
        },
        {
          id: 'network',
          title: t.infrastructure.network,
          value: one => one.network_kind,
          show: one => named(t.networks, one.network_kind || 'unknown'),
        },
        {
          id: 'country',
          title: t.words.country,
          value: one => one.country,
          show: one => country(one.country) || t.unknown,
        },
        {
          id: 'exchanges',
          title: t.words.exchanges,
          isNumber: true,
          value: one => one.exchanges,
          show: one => (
            <>
              {count(one.exchanges)} <span className="faint">{percent(one.exchanges / total)}</span>
            </>
          ),
        },
      ]}
    />
  )
}
