import type { Infrastructure as Shape } from '../../src/model/page.ts'
import { count, percent } from '../format.ts'
import { named, t } from '../words.ts'
import { CountedList } from './counted-list.tsx'
import { DataTable } from './data-table.tsx'
import { Name } from './name.tsx'

type Network = Shape['networks'][number]
type Client = Shape['clients'][number]

/** What the members came through, and how many strangers use the same: what many strangers use ties nobody. */
export function Infrastructure({ id, shape, exchanges }: { id: string; shape: Shape; exchanges: number }) {
  const strangers = <T extends Network | Client>() => ({
    id: 'strangers',
    title: t.infrastructure.strangers,
    isNumber: true,
    value: (one: T) => one.strangers,
    show: (one: T) => count(one.strangers),
  })
  return (
    <>
      <h3>{t.infrastructure.networks}</h3>
      <DataTable<Network>
        name={`${id} ${t.infrastructure.networks}`}
        keyOf={one => String(one.asn)}
        rows={shape.networks}
        columns={[
          {
            id: 'network',
            title: t.infrastructure.network,
            value: one => one.name,
            show: one => (
              <>
                <Name text={one.name === '' ? t.unknown : one.name} />
                {one.asn > 0 && <span className="under mono">AS{one.asn}</span>}
              </>
            ),
          },
          {
            id: 'kind',
            title: t.words.kind,
            isWide: true,
            value: one => named(t.networks, one.kind || 'unknown'),
            show: one => named(t.networks, one.kind || 'unknown'),
          },
          {
            id: 'accounts',
            title: t.words.members,
            isNumber: true,
            value: one => one.accounts,
            show: one => count(one.accounts),
          },
          strangers<Network>(),
          {
            id: 'prefixes',
            title: t.infrastructure.prefixes,
            isNumber: true,
            isWide: true,
            value: one => one.prefixes,
            show: one => count(one.prefixes),
          },
          {
            id: 'exchanges',
            title: t.words.exchanges,
            isNumber: true,
            value: one => one.exchanges,
            show: one => (
              <>
                {count(one.exchanges)}
                <span className="under">{percent(one.exchanges / Math.max(1, exchanges))}</span>
              </>
            ),
          },
        ]}
      />
      <h3>{t.infrastructure.clients}</h3>
      <DataTable<Client>
        name={`${id} ${t.infrastructure.clients}`}
        keyOf={one => `${one.name} ${one.ja4}`}
        rows={shape.clients}
        columns={[
          {
            id: 'client',
            title: t.infrastructure.client,
            value: one => `${one.name} ${one.ja4}`,
            show: one => (
              <>
                <Name text={one.name === '' ? t.unknown : one.name} />
                <span className="under mono">
                  <Name text={one.ja4} />
                </span>
              </>
            ),
          },
          {
            id: 'accounts',
            title: t.words.members,
            isNumber: true,
            value: one => one.accounts,
            show: one => count(one.accounts),
          },
          strangers<Client>(),
          {
            id: 'exchanges',
            title: t.words.exchanges,
            isNumber: true,
            value: one => one.exchanges,
            show: one => count(one.exchanges),
          },
        ]}
      />
      <div className="families">
        <CountedList
          name={`${id} ${t.infrastructure.pathways}`}
          title={t.infrastructure.pathways}
          items={shape.pathways}
        />
        <CountedList
          name={`${id} ${t.infrastructure.payments}`}
          title={t.infrastructure.payments}
          items={shape.payments.map(one => ({ ...one, name: paymentName(one.name) }))}
        />
        <CountedList
          name={`${id} ${t.infrastructure.mail}`}
          title={t.infrastructure.mail}
          items={shape.mail}
        />
      </div>
    </>
  )
}

/** `virtual 431389`: the kind in words, the range as it came. */
function paymentName(name: string): string {
  const [kind = '', ...range] = name.split(' ')
  return [kind === '' ? '' : named(t.payments, kind), ...range].join(' ').trim()
}
