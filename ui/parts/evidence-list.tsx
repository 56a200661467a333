import type { Evidence } from '../../src/model/finding.ts'
import { signed } from '../format.ts'
import { named, t } from '../words.ts'
import { Said } from './said.tsx'

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
