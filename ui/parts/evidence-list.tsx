import type { Evidence } from '../../src/model/finding.ts'
import { capital, signed } from '../format.ts'
import { named, t } from '../words.ts'
import { DataTable } from './data-table.tsx'
import { Said, said } from './said.tsx'

/** Reasons in a few lines: weight, signal, sentence. */
export const EvidenceList = ({ evidence }: { evidence: readonly Evidence[] }) => (
  <ul className="reasons">
    {evidence.map(one => (
      <li key={`${one.signal} ${one.detail}`}>
        <span>{signed(one.weight)}</span>
        <span className="faint">{named(t.signals, one.signal)}</span>
        <Said text={one.detail} />
      </li>
    ))}
  </ul>
)

/** The same as a table that sorts and saves, the heaviest first. */
export const MemberEvidence = ({ account, evidence }: { account: string; evidence: readonly Evidence[] }) => (
  <DataTable<Evidence>
    name={`${account} ${t.members.evidence}`}
    keyOf={one => `${one.signal} ${one.detail}`}
    rows={evidence}
    sort={{ by: 'weight', down: true }}
    isCards
    columns={[
      {
        id: 'weight',
        title: t.words.weight,
        isNumber: true,
        value: one => one.weight,
        show: one => signed(one.weight),
      },
      {
        id: 'signal',
        title: t.words.signal,
        className: 'nowrap',
        value: one => named(t.signals, one.signal),
        show: one => (
          <>
            {capital(named(t.signals, one.signal))}
            <span className="under">{named(t.families, one.family)}</span>
          </>
        ),
      },
      {
        id: 'detail',
        title: t.evidence.seen,
        className: 'long',
        value: one => said(one.detail),
        show: one => <Said text={one.detail} />,
      },
    ]}
  />
)
