import type { Entry } from '../../src/model/audit.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { instant } from '../format.ts'
import { addressOf, Link } from '../route.tsx'
import { named, t } from '../words.ts'
import { type Column, DataTable } from './data-table.tsx'
import { Name } from './name.tsx'
import { said } from './said.tsx'

interface EntriesProps {
  name: string
  items: readonly Entry[]
  isSubjectShown?: boolean
}

/** Entries of the audit log, each with what was done, to what, by whom and why. */
export function Entries({ name, items, isSubjectShown = true }: EntriesProps) {
  const columns: (Column<Entry> & { isSubject?: boolean })[] = [
    { id: 'seq', title: '#', isNumber: true, value: one => one.seq, show: one => one.seq },
    {
      id: 'at',
      title: t.audit.when,
      value: one => one.at,
      className: 'nowrap',
      show: one => instant(one.at),
    },
    {
      id: 'actor',
      title: t.audit.who,
      value: one => one.actor.id,
      show: one => (
        <>
          <Name text={one.actor.id} />
          <span className="under">{named(t.audit.kinds, one.actor.kind)}</span>
        </>
      ),
    },
    { id: 'act', title: t.audit.act, value: one => one.act, show: one => named(t.audit.acts, one.act) },
    {
      id: 'subject',
      title: t.audit.subject,
      isSubject: true,
      value: one => one.subject,
      show: one => <Subject entry={one} />,
    },
    {
      id: 'why',
      title: t.act.reason,
      value: one => why(one),
      className: 'why',
      show: one => (
        <>
          <Name text={said(why(one))} />
          <details>
            <summary className="faint">{t.audit.detail}</summary>
            <pre>{plainLines(JSON.stringify(one.detail, null, 1))}</pre>
            <p className="note mono">{one.hash}</p>
          </details>
        </>
      ),
    },
  ]
  return (
    <DataTable
      name={name}
      keyOf={one => String(one.seq)}
      rows={items}
      columns={columns.filter(one => isSubjectShown || one.isSubject !== true)}
    />
  )
}

/** Names of campaigns and accounts lead to them; containments and appeals have no page of their own. */
function Subject({ entry }: { entry: Entry }) {
  if (entry.act.startsWith('campaign/'))
    return (
      <Link href={addressOf('campaigns', entry.subject)}>
        <Name text={entry.subject} mono />
      </Link>
    )
  if (entry.act.startsWith('account/'))
    return (
      <Link href={addressOf('accounts', entry.subject)}>
        <Name text={entry.subject} mono />
      </Link>
    )
  return <Name text={entry.subject} mono />
}

const why = ({ detail }: Entry): string => {
  const said = detail.reason ?? detail.text ?? detail.to
  return typeof said === 'string' ? said : ''
}

/** Line breaks are ours, everything else that could deceive is shown as what it is. */
const plainLines = (text: string): string => text.split('\n').map(plainText).join('\n')
