import type { Records } from '../../src/model/page.ts'
import { Sizes } from '../charts/sizes.tsx'
import { compact, count, daysBetween, percent, shortDay } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { called } from '../parts/called.tsx'
import { Chart } from '../parts/chart.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Name } from '../parts/name.tsx'
import { Section } from '../parts/section.tsx'
import { addressOf, Link, useQuery } from '../route.tsx'
import { t } from '../words.ts'
import { aims } from './campaigns.tsx'

type Campaign = Records['here'][number]
interface Row extends Partial<Campaign> {
  key: string
  label: string
  accounts: number
  exchanges: number
  days: number | undefined
}

/** Is this the largest ever measured here? Campaigns of every run, beside the published ones. */
export function CompareView() {
  useTitle(t.compare.title)
  const chosen = (useQuery().get('ids') ?? '').split(',').filter(one => one !== '')
  return (
    <Answered<Records> path="/v1/records">{records => <Shown records={records} chosen={chosen} />}</Answered>
  )
}

function Shown({ records, chosen }: { records: Records; chosen: readonly string[] }) {
  const asked = records.here.filter(one => chosen.length === 0 || chosen.includes(one.id))
  const [largest] = records.here
  const [lead] = asked
  const rows: Row[] = [
    ...asked.map(one => ({
      ...one,
      key: one.id,
      label: called(one.name).title,
      days: daysBetween(one.first, one.last),
    })),
    ...records.published.map(one => ({
      ...one,
      key: one.name,
      label: t.published[one.name] ?? one.name,
      days: one.days,
    })),
  ]
  const published = Math.max(...records.published.map(one => one.exchanges))
  return (
    <>
      <div className="lead">
        <p className="kicker">{t.compare.title}</p>
        <h1>
          {lead === undefined || largest === undefined
            ? t.campaigns.none
            : answer(lead, largest, records.here.length)}
        </h1>
        {lead !== undefined && (
          <p>{t.compare.scale(percent(lead.exchanges / published), count(published))}</p>
        )}
      </div>
      {records.here.length > 0 && (
        <>
          <Section title={t.compare.sizes} note={t.compare.sizesNote}>
            <Chart
              numbers={{
                name: 'sizes',
                head: [t.words.campaign, t.words.accounts, t.words.exchanges],
                rows: [
                  ...records.here.map(one => [one.id, one.accounts, one.exchanges] as const),
                  ...records.published.map(one => [one.name, one.accounts, one.exchanges] as const),
                ],
              }}
              legend={<Legend />}
            >
              <Sizes
                records={records}
                chosen={asked.map(one => one.id).slice(0, chosen.length === 0 ? 1 : 4)}
              />
            </Chart>
          </Section>
          <Section title={t.compare.beside} note={t.compare.besideNote}>
            <DataTable
              name={t.compare.beside}
              keyOf={one => one.key}
              rows={rows}
              sort={{ by: 'exchanges', down: true }}
              columns={columns()}
            />
          </Section>
        </>
      )}
    </>
  )
}

const answer = (lead: Campaign, largest: Campaign, total: number): string =>
  lead.id === largest.id
    ? t.compare.isLargest(lead.id, total)
    : t.compare.notLargest(lead.id, percent(lead.exchanges / largest.exchanges), largest.id)

const Legend = () =>
  (['chosen', 'here', 'published'] as const).map(one => (
    <span key={one} className="key">
      <span className={`swatch ${one}`} />
      {t.compare.legend[one]}
    </span>
  ))

const columns = (): readonly Column<Row>[] => [
  {
    id: 'campaign',
    title: t.words.campaign,
    className: 'lead-cell',
    value: one => one.key,
    show: one =>
      one.id === undefined ? (
        <span className="faint">{one.label}</span>
      ) : (
        <>
          {one.current ? (
            <Link href={addressOf('campaigns', one.id)}>
              <Name text={one.label} />
            </Link>
          ) : (
            <Name text={one.label} />
          )}
          <span className="under mono">
            {one.id} {one.current ? '' : t.compare.past}
          </span>
        </>
      ),
  },
  {
    id: 'exchanges',
    title: t.words.exchanges,
    isNumber: true,
    value: one => one.exchanges,
    show: one => count(one.exchanges),
  },
  {
    id: 'accounts',
    title: t.words.accounts,
    isNumber: true,
    value: one => one.accounts,
    show: one => count(one.accounts),
  },
  {
    id: 'days',
    title: t.compare.days,
    isNumber: true,
    value: one => one.days,
    show: one => (
      <>
        {one.days === undefined ? t.unknown : count(one.days)}
        {one.first !== undefined && one.last !== undefined && (
          <span className="under">{t.span(shortDay(one.first), shortDay(one.last))}</span>
        )}
      </>
    ),
  },
  {
    id: 'pace',
    title: t.compare.pace,
    isNumber: true,
    value: one => (one.days === undefined ? undefined : one.exchanges / Math.max(1, one.accounts) / one.days),
    show: one =>
      one.days === undefined ? t.unknown : (one.exchanges / Math.max(1, one.accounts) / one.days).toFixed(1),
  },
  {
    id: 'tokens',
    title: t.campaigns.tokens,
    isNumber: true,
    isWide: true,
    value: one => one.output_tokens,
    show: one => (one.output_tokens === undefined ? t.unknown : compact(one.output_tokens)),
  },
  {
    id: 'aims',
    title: t.campaigns.aimed,
    isWide: true,
    value: one => aims(one.capabilities ?? []),
    show: one => (one.capabilities === undefined ? t.unknown : aims(one.capabilities)),
  },
]
