import { useState } from 'react'
import type { Entry } from '../../src/model/audit.ts'
import { ask } from '../api.ts'
import { count } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Entries } from '../parts/entries.tsx'
import { refusalText } from '../parts/refusal.tsx'
import { encoded, setQuery, useQuery } from '../route.tsx'
import { named, t } from '../words.ts'

const size = 100
const areas = [
  'campaign',
  'containment',
  'account',
  'allow',
  'appeal',
  'rules',
  'calibration',
  'token',
  'policy',
]

/** Every privileged act, the newest first, in a chain that shows when somebody changed it. */
export function AuditView() {
  useTitle(t.nav.audit)
  const query = useQuery()
  const [area, subject, before] = ['area', 'subject', 'before'].map(name => query.get(name) ?? '')
  const path = `/v1/audit?limit=${size}${area ? `&area=${encoded(area)}` : ''}${subject ? `&subject=${encoded(subject)}` : ''}${before ? `&before=${encoded(before)}` : ''}`
  return (
    <>
      <div className="lead">
        <h1>{t.audit.title}</h1>
        <p>{t.audit.note}</p>
        <Verify />
      </div>
      <search className="filter filters">
        <select
          aria-label={t.audit.area}
          value={area}
          onChange={event => setQuery({ area: event.target.value, before: '' })}
        >
          <option value="">{t.audit.area}</option>
          {areas.map(one => (
            <option key={one} value={one}>
              {named(t.audit.areas, one)}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label={t.audit.subject}
          placeholder={t.audit.subject}
          value={subject}
          onChange={event => setQuery({ subject: event.target.value, before: '' })}
        />
      </search>
      <Answered<{ items: Entry[] }> path={path}>
        {({ items }) => (
          <>
            <Entries name={t.nav.audit} items={items} />
            <p className="older">
              {before !== '' && (
                <button type="button" className="quiet" onClick={() => setQuery({ before: '' })}>
                  {t.audit.newest}
                </button>
              )}
              {items.length === size && (
                <button
                  type="button"
                  className="quiet"
                  onClick={() => setQuery({ before: String(items.at(-1)?.seq ?? '') })}
                >
                  {t.audit.older}
                </button>
              )}
            </p>
          </>
        )}
      </Answered>
    </>
  )
}

interface Verified {
  entries: number
  broken?: { seq: number; why: string }
  seals: { seq: number; why: string }[]
}

function Verify() {
  const [told, setTold] = useState('')
  const verify = async () => {
    setTold(t.waiting)
    const answer = await ask<Verified>('/v1/audit/verify', new AbortController().signal)
    if (answer.state !== 'ready') return setTold(answer.state === 'failed' ? refusalText(answer) : '')
    const { broken, seals, entries } = answer.value
    const fault = broken ?? seals[0]
    setTold(fault === undefined ? t.audit.whole(count(entries)) : t.audit.broken(fault.seq, fault.why))
  }
  return (
    <p>
      <button type="button" className="act" onClick={() => void verify()}>
        {t.audit.verify}
      </button>{' '}
      <span role="status">{told}</span>
    </p>
  )
}
