import type { Finding } from '../../src/model/finding.ts'
import { t } from '../words.ts'

export const State = ({ state }: { state: Finding['state'] }) => (
  <span className={`state ${state}`}>{t.states[state]}</span>
)
