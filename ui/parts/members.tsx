import { Fragment, useDeferredValue, useState } from 'react'
import type { MemberPage } from '../../src/model/api.ts'
import type { Finding, Member } from '../../src/model/finding.ts'
import { useAnswer } from '../api.ts'
import { count, moment, percent, shortDay } from '../format.ts'
import { addressOf, encoded, Link } from '../route.tsx'
import { EvidenceList } from './evidence-table.tsx'
import { Name } from './name.tsx'

const size = 25

/** Members a page at a time, so that 25,000 of them are as light as 25. */
export function Members({ path, kind }: { path: string; kind: Finding['kind'] }) {
  const [offset, setOffset] = useState(0)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const asked = `${path}?offset=${offset}&limit=${size}&search=${encoded(wanted)}`
  const loaded = useLast(useAnswer<MemberPage>(asked))
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  const page = loaded.state === 'ready' ? loaded.value : undefined
  const total = page?.total ?? 0
  return (
    <>
      <div className="filter">
        <input
          type="search"
          placeholder="Part of an account id"
          aria-label="Filter members by account id"
          value={search}
          spellCheck={false}
          onChange={event => {
            setSearch(event.target.value)
            setOffset(0)
          }}
        />
        <div className="pages">
          <button
            type="button"
            className="quiet"
            disabled={offset === 0}
            onClick={() => setOffset(Math.max(0, offset - size))}
          >
            Previous
          </button>
          <span aria-live="polite">
            {total === 0
              ? 'none'
              : `${count(offset + 1)}–${count(Math.min(total, offset + size))} of ${count(total)}`}
          </span>
          <button
            type="button"
            className="quiet"
            disabled={offset + size >= total}
            onClick={() => setOffset(offset + size)}
          >
            Next
          </button>
        </div>
      </div>
      <div className="scroll">
        <table className="members">
          <thead>
            <tr>
              <th>Account</th>
              {kind === 'campaign' && <th className="num">Probability</th>}
              <th className="num">Exchanges</th>
              <th className="wide">Active</th>
              {kind === 'campaign' && <th className="wide">Named since</th>}
              {kind === 'campaign' && <th className="wide">Measure</th>}
              <th>Evidence</th>
            </tr>
          </thead>
          <tbody>
            {page?.items.map(member => (
              <Row key={member.account} member={member} kind={kind} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({ member, kind }: { member: Member; kind: Finding['kind'] }) {
  const [isOpen, setOpen] = useState(false)
  const columns = kind === 'campaign' ? 7 : 4
  return (
    <Fragment>
      <tr className={isOpen ? 'open' : undefined}>
        <td>
          <Link href={addressOf('accounts', member.account)}>
            <Name text={member.account} mono />
          </Link>
        </td>
        {kind === 'campaign' && <td className="num">{percent(member.probability, true)}</td>}
        <td className="num">{count(member.exchanges)}</td>
        <td className="nowrap wide">
          {shortDay(member.first)} to {shortDay(member.last)}
        </td>
        {kind === 'campaign' && <td className="nowrap wide">{moment(member.since)}</td>}
        {kind === 'campaign' && <td className="wide">{member.measure}</td>}
        <td className="nowrap">
          <button
            type="button"
            className="quiet tight"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : `${member.evidence.length} reasons`}
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={columns} className="held">
            <EvidenceList evidence={member.evidence.toSorted((a, b) => b.weight - a.weight)} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

/** The page before stays until the next is there, so that the table does not jump. */
function useLast<T extends { state: string }>(loaded: T): T {
  const [held, setHeld] = useState(loaded)
  if (loaded.state !== 'loading' && loaded !== held) setHeld(loaded)
  return loaded.state === 'loading' ? held : loaded
}
