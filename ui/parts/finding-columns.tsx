import type { FindingSummary } from '../../src/model/api.ts'
import { count, daysBetween, shortDay } from '../format.ts'
import { t } from '../words.ts'
import { FindingLink } from './called.tsx'
import type { Column } from './data-table.tsx'

/** What every table of findings begins with, whether they are campaigns or were left alone. */
export const findingColumns = (title: string): readonly Column<FindingSummary>[] => [
  {
    id: 'finding',
    title,
    value: one => `${one.id} ${one.name}`,
    className: 'lead-cell',
    show: one => <FindingLink finding={one} />,
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
    value: one => one.exchanges,
    show: one => (
      <>
        {count(one.exchanges)}
        <span className="under">{t.campaigns.pace(pace(one).toFixed(1))}</span>
      </>
    ),
  },
  {
    id: 'window',
    title: t.words.window,
    isWide: true,
    value: one => one.first,
    className: 'nowrap',
    show: one => (
      <>
        {t.span(shortDay(one.first), shortDay(one.last))}
        <span className="under">{t.days(daysBetween(one.first, one.last))}</span>
      </>
    ),
  },
]

const pace = (one: FindingSummary): number =>
  one.exchanges / Math.max(1, one.accounts) / daysBetween(one.first, one.last)
