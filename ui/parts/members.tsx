import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Finding, Member } from '../../src/model/finding.ts'
import type { MemberRows } from '../../src/model/page.ts'
import { ask } from '../api.ts'
import { download } from '../download.ts'
import { count, moment, percent, shortDay } from '../format.ts'
import { addressOf, encoded, Link, setQuery, useQuery } from '../route.tsx'
import { t } from '../words.ts'
import { type Column, Head, type Sort } from './data-table.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { useMemberPages } from './member-pages.ts'
import { Name } from './name.tsx'
import { valueText } from './said.tsx'

const rowPixels = 37
/** As many as the service gives at once: a file of 25,000 takes five questions. */
const perFile = 5_000

interface MembersProps {
  path: string
  kind: Finding['kind']
  /** A shared value as evidence names it: only members that hold it. */
  held: string
  onHeld: (held: string) => void
}

/** Every member in one table, 25,000 as light as 25: only the rows one sees are asked for and drawn. */
export function Members({ path, kind, held, onHeld }: MembersProps) {
  const asked = useQuery()
  const search = asked.get('find') ?? ''
  const columns = columnsOf(kind)
  const sort = sortOf(asked.get('sort') ?? '', columns)
  const setSort = ({ by, down }: Sort) => setQuery({ sort: `${by}.${down ? 'down' : 'up'}` })
  const query = `sort=${sort.by}&order=${sort.down ? 'down' : 'up'}&search=${encoded(useDeferredValue(search))}&held=${encoded(held)}`
  const { total, memberAt, want, failure } = useMemberPages(path, query)

  const save = async () => {
    const items: Member[] = []
    for (let offset = 0; offset < (total ?? 0); offset += perFile) {
      const page = await ask<MemberRows>(
        `${path}?${query}&offset=${offset}&limit=${perFile}`,
        new AbortController().signal,
      )
      if (page.state !== 'ready') return
      items.push(...page.value.items)
    }
    download(
      `${path.split('/').at(-2) ?? ''}-members`,
      [...columns.map(one => one.title), t.members.evidence],
      items.map(one => [
        ...columns.map(column => column.value(one)),
        one.evidence.map(piece => `${piece.signal} ${piece.weight}: ${piece.detail}`).join(' | '),
      ]),
    )
  }

  return (
    <>
      <div className="filter">
        <input
          type="search"
          placeholder={t.members.search}
          aria-label={t.members.searchLabel}
          value={search}
          spellCheck={false}
          onChange={event => setQuery({ find: event.target.value })}
        />
        {held !== '' && (
          <button type="button" className="chip" onClick={() => onHeld('')}>
            <Name text={valueText(held)} /> <span aria-hidden="true">×</span>
            <span className="unseen">{t.members.showAll}</span>
          </button>
        )}
        <span className="pages" aria-live="polite">
          {failure ?? (total === undefined ? t.waiting : t.members.total(total))}
        </span>
        <button type="button" className="quiet" onClick={() => void save()} disabled={!total}>
          CSV
        </button>
      </div>
      <Rows
        key={`${path} ${query}`}
        total={total ?? 0}
        columns={columns}
        sort={sort}
        onSort={setSort}
        memberAt={memberAt}
        want={want}
      />
    </>
  )
}

/** `exchanges.down`; the surest first unless told. */
function sortOf(text: string, columns: readonly Column<Member>[]): Sort {
  const [by = '', way] = text.split('.')
  return columns.some(one => one.id === by) ? { by, down: way !== 'up' } : { by: 'probability', down: true }
}

interface RowsProps {
  total: number
  columns: readonly Column<Member>[]
  sort: Sort
  onSort: (sort: Sort) => void
  memberAt: (index: number) => Member | undefined
  want: (first: number, last: number) => void
}

function Rows({ total, columns, sort, onSort, memberAt, want }: RowsProps) {
  const frame = useRef<HTMLElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPixels,
    overscan: 12,
  })
  const shown = rows.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => want(first, last), [want, first, last])
  const toggle = useCallback((account: string) => {
    setOpen(before => {
      const next = new Set(before)
      if (!next.delete(account)) next.add(account)
      return next
    })
  }, [])
  const above = shown[0]?.start ?? 0
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={frame} className="window" tabIndex={0} aria-label={t.members.title}>
      <table className="members" aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(column => (
              <Head key={column.id} column={column} order={sort} onSort={onSort} />
            ))}
            <th scope="col">{t.members.evidence}</th>
          </tr>
        </thead>
        <tbody aria-hidden="true">
          <tr className="gap" style={{ height: above }} />
        </tbody>
        {shown.map(({ index }) => {
          const member = memberAt(index)
          const isOpen = member !== undefined && open.has(member.account)
          return (
            <tbody key={index} data-index={index} ref={rows.measureElement}>
              <tr aria-rowindex={index + 2} className={isOpen ? 'open' : undefined}>
                {columns.map(column => (
                  <td
                    key={column.id}
                    className={`${column.isNumber ? 'num' : ''} ${column.isWide ? 'wide' : ''}`}
                  >
                    {member === undefined ? '\u00a0' : column.show(member)}
                  </td>
                ))}
                <td className="nowrap">
                  {member !== undefined && (
                    <button
                      type="button"
                      className="quiet tight"
                      aria-expanded={isOpen}
                      aria-label={`${t.members.reasons(member.evidence.length)}: ${member.account}`}
                      onClick={() => toggle(member.account)}
                    >
                      {isOpen ? t.members.hide : t.members.reasons(member.evidence.length)}
                    </button>
                  )}
                </td>
              </tr>
              {isOpen && (
                <tr>
                  <td colSpan={columns.length + 1} className="held">
                    <EvidenceList evidence={member.evidence.toSorted((a, b) => b.weight - a.weight)} />
                  </td>
                </tr>
              )}
            </tbody>
          )
        })}
        <tbody aria-hidden="true">
          <tr className="gap" style={{ height: below }} />
        </tbody>
      </table>
    </section>
  )
}

function columnsOf(kind: Finding['kind']): Column<Member>[] {
  const isCampaign = kind === 'campaign'
  const all: (Column<Member> & { isForCampaigns?: boolean })[] = [
    {
      id: 'account',
      title: t.members.account,
      value: one => one.account,
      show: one => (
        <Link href={addressOf('accounts', one.account)}>
          <Name text={one.account} mono />
        </Link>
      ),
    },
    {
      id: 'probability',
      title: t.members.probability,
      isNumber: true,
      isForCampaigns: true,
      value: one => one.probability,
      show: one => percent(one.probability, true),
    },
    {
      id: 'exchanges',
      title: t.words.exchanges,
      isNumber: true,
      value: one => one.exchanges,
      show: one => count(one.exchanges),
    },
    {
      id: 'first',
      title: t.members.first,
      isWide: true,
      value: one => one.first,
      show: one => shortDay(one.first),
    },
    {
      id: 'last',
      title: t.members.last,
      isWide: true,
      value: one => one.last,
      show: one => shortDay(one.last),
    },
    {
      id: 'since',
      title: t.members.since,
      isWide: true,
      isForCampaigns: true,
      value: one => one.since,
      show: one => moment(one.since),
    },
  ]
  return all.filter(one => isCampaign || one.isForCampaigns !== true)
}
