import { useState } from 'react'
import type { FindingList, FindingSummary } from '../../src/model/api.ts'
import { compact, longDay, percent } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Filters, matches } from '../parts/filters.tsx'
import { findingColumns } from '../parts/finding-columns.tsx'
import { SavedViews } from '../parts/saved-views.tsx'
import { State } from '../parts/state.tsx'
import { Link, useQuery } from '../route.tsx'
import { named, t } from '../words.ts'

/** More than this cannot be read side by side. */
const mostCompared = 4

export function CampaignsView() {
  useTitle(t.nav.campaigns)
  return (
    <Answered<FindingList> path="/v1/campaigns">
      {({ items, as_of }) => (
        <>
          <div className="lead">
            <h1>{items.length === 0 ? t.campaigns.none : t.nav.campaigns}</h1>
            <p>
              {as_of === undefined ? t.campaigns.notLooked : t.campaigns.upTo(longDay(as_of))}{' '}
              {t.campaigns.what}
            </p>
          </div>
          {items.length > 0 && <Table items={items} />}
        </>
      )}
    </Answered>
  )
}

function Table({ items }: { items: readonly FindingSummary[] }) {
  const query = useQuery()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const choose = (id: string) =>
    setChosen(before =>
      before.includes(id) ? before.filter(one => one !== id) : [...before, id].slice(-mostCompared),
    )
  const shown = items.filter(one => matches(one, query))
  return (
    <>
      <div className="filters">
        <Filters items={items} />
        <SavedViews />
      </div>
      <DataTable
        name={t.nav.campaigns}
        keyOf={one => one.id}
        rows={shown}
        sort={{ by: 'exchanges', down: true }}
        columns={columns(chosen, choose)}
        empty={t.campaigns.noMatch}
        tools={
          <>
            <span aria-live="polite">{t.campaigns.shown(shown.length, items.length)}</span>
            <Link
              href={`/compare${chosen.length > 0 ? `?ids=${chosen.map(encodeURIComponent).join(',')}` : ''}`}
            >
              {chosen.length > 0 ? t.campaigns.compareChosen(chosen.length) : t.campaigns.compareAll}
            </Link>
          </>
        }
      />
    </>
  )
}

/** What stands out against honest use, not what is merely frequent. */
export const aims = (capabilities: FindingSummary['capabilities']): string =>
  capabilities
    .filter(item => item.share > item.honest * 1.3 && item.share >= 0.05)
    .sort((a, b) => b.share - b.honest - (a.share - a.honest))
    .slice(0, 3)
    .map(item => named(t.capabilities, item.capability))
    .join(t.comma)

const columns = (
  chosen: readonly string[],
  choose: (id: string) => void,
): readonly Column<FindingSummary>[] => [
  {
    id: 'compare',
    title: t.campaigns.compare,
    isWide: true,
    value: one => (chosen.includes(one.id) ? 1 : 0),
    show: one => (
      <input
        type="checkbox"
        checked={chosen.includes(one.id)}
        onChange={() => choose(one.id)}
        aria-label={`${t.campaigns.compare} ${one.id}`}
      />
    ),
  },
  ...findingColumns(t.words.campaign),
  {
    id: 'aims',
    title: t.campaigns.aimed,
    isWide: true,
    value: one => aims(one.capabilities),
    show: one => aims(one.capabilities),
  },
  {
    id: 'tokens',
    title: t.campaigns.tokens,
    isWide: true,
    isNumber: true,
    value: one => one.output_tokens,
    show: one => compact(one.output_tokens),
  },
  {
    id: 'confidence',
    title: t.words.confidence,
    isNumber: true,
    value: one => one.confidence,
    show: one => percent(one.confidence, true),
  },
  {
    id: 'state',
    title: t.words.state,
    value: one => t.states[one.state],
    show: one => <State state={one.state} />,
  },
  {
    id: 'measure',
    title: t.whatIf.measure,
    value: one => measureOf(one),
    show: one =>
      one.held === undefined ? (
        <span className="faint">{t.measures.none}</span>
      ) : (
        <>
          {named(t.measures, one.held.measure)}
          {one.held.mode === 'shadow' && <span className="under">{t.campaigns.shadow}</span>}
        </>
      ),
  },
]

const measureOf = ({ held }: FindingSummary): string =>
  held === undefined
    ? (t.measures.none ?? '')
    : `${named(t.measures, held.measure)}${held.mode === 'shadow' ? ` (${t.campaigns.shadow})` : ''}`
