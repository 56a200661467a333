import type { Evidence } from '../../src/model/finding.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { capital, signed } from '../format.ts'

/** Reasons in a few lines: weight, signal, sentence. */
export const EvidenceList = ({ evidence }: { evidence: readonly Evidence[] }) => (
  <ul className="reasons">
    {evidence.map(one => (
      <li key={`${one.signal} ${one.detail}`}>
        <span>{signed(one.weight)}</span>
        <span className="faint">{one.signal}</span>
        <span lang="en">{capital(plainText(one.detail))}</span>
      </li>
    ))}
  </ul>
)
