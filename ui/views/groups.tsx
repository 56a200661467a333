import type { FindingList, FindingSummary } from '../../src/model/api.ts'
import { count, daysBetween, shortDay, signed } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Name } from '../parts/name.tsx'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'

/** Coordinated groups that are nobody's business, each with the reason: the other half of the promise. */
export function GroupsView() {
  useTitle(t.nav.groups)
  return (
    <Answered<FindingList> path="/v1/groups">
      {({ items }) => (
        <>
          <div className="lead">
            <h1>{items.length === 0 ? t.groups.none : t.groups.title}</h1>
            <p>{t.groups.what}</p>
          </div>
          {items.length > 0 && (
            <DataTable
              name={t.groups.title}
              keyOf={one => one.id}
              rows={items}
              sort={{ by: 'accounts', down: true }}
              columns={columns()}
            />
          )}
        </>
      )}
    </Answered>
  )
}

const columns = (): readonly Column<FindingSummary>[] => [
  {
    id: 'group',
    title: t.words.group,
    value: one => `${one.id} ${one.name}`,
    className: 'lead-cell',
    show: one => (
      <>
        <Link href={addressOf('groups', one.id)}>
          <Name text={one.name} />
        </Link>
        <span className="under mono">{one.id}</span>
      </>
    ),
  },
  {
    id: 'accounts',
    title: t.words.accounts,
    isNumber: true,
    value: one => one.accounts,
    show: one => count(one.accounts),
  },
  {
    id: 'exchanges',
    title: t.words.exchanges,
    isNumber: true,
    isWide: true,
    value: one => one.exchanges,
    show: one => count(one.exchanges),
  },
  {
    id: 'window',
    title: t.words.window,
    isWide: true,
    className: 'nowrap',
    value: one => one.first,
    show: one => (
      <>
        {t.span(shortDay(one.first), shortDay(one.last))}
        <span className="under">{t.days(daysBetween(one.first, one.last))}</span>
      </>
    ),
  },
  {
    id: 'hand',
    title: t.words.sameHand,
    isNumber: true,
    value: one => one.same_hand,
    show: one => signed(one.same_hand),
  },
  {
    id: 'purpose',
    title: t.words.purpose,
    isNumber: true,
    value: one => one.purpose,
    show: one => signed(one.purpose),
  },
  {
    id: 'why',
    title: t.groups.why,
    value: one => one.why_not,
    className: 'why',
    show: one => <span lang="en">{one.why_not}</span>,
  },
]
