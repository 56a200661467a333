import type { Finding } from '../../src/model/finding.ts'

const words: Record<Finding['state'], string> = {
  new: 'not reviewed',
  confirmed: 'confirmed',
  dismissed: 'dismissed',
  contained: 'contained',
  released: 'released',
}

export const State = ({ state }: { state: Finding['state'] }) => (
  <span className={`state ${state}`}>{words[state]}</span>
)
