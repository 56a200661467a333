import type { FindingList, FindingSummary } from '../../src/model/api.ts'
import { signed } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { findingColumns } from '../parts/finding-columns.tsx'
import { Said } from '../parts/said.tsx'
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
  ...findingColumns(t.words.group),
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
    show: one => <Said text={one.why_not ?? ''} />,
  },
]
