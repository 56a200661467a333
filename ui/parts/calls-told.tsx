import type { Decided } from '../../src/model/told.ts'
import { capital, instant } from '../format.ts'
import { addressOf, Link } from '../route.tsx'
import { named, t } from '../words.ts'
import { Part } from './answered.tsx'
import { DataTable } from './data-table.tsx'
import { Name } from './name.tsx'
import { Section } from './section.tsx'

const most = 200

/** What the gateways did to its calls, so that a complaint can be held against what happened. */
export function CallsTold({ account, path }: { account: string; path: string }) {
  return (
    <Section id="told" title={t.told.title} note={t.told.note}>
      <Part<{ items: Decided[] }> path={`${path}/decisions?limit=${most}`}>
        {({ items }) => (
          <DataTable<Decided>
            name={`${account} ${t.told.title}`}
            keyOf={one => one.id}
            rows={items}
            empty={t.told.none}
            columns={columns()}
          />
        )}
      </Part>
    </Section>
  )
}

const columns = () => [
  {
    id: 'time',
    title: t.audit.when,
    className: 'nowrap',
    value: (one: Decided) => one.time,
    show: (one: Decided) => instant(one.time),
  },
  {
    id: 'told',
    title: t.told.what,
    value: (one: Decided) => t.verdicts[one.decision],
    show: (one: Decided) => (
      <>
        {capital(t.verdicts[one.decision])}
        {one.would !== '' && (
          <span className="under">{t.told.would(named(t.measures, one.would), one.would_by)}</span>
        )}
        {one.fallback && <span className="under">{t.told.fallback}</span>}
        {one.probe !== '' && <span className="under">{t.told.probe}</span>}
      </>
    ),
  },
  {
    id: 'measure',
    title: t.whatIf.measure,
    value: (one: Decided) => named(t.measures, one.measure),
    show: (one: Decided) => named(t.measures, one.measure),
  },
  {
    id: 'campaign',
    title: t.words.campaign,
    isWide: true,
    value: (one: Decided) => one.campaign,
    show: (one: Decided) =>
      one.campaign === '' ? '' : <Link href={addressOf('campaigns', one.campaign)}>{one.campaign}</Link>,
  },
  {
    id: 'exchange',
    title: t.told.exchange,
    isWide: true,
    value: (one: Decided) => one.id,
    show: (one: Decided) => <Name text={one.id} mono />,
  },
]
