import type { Finding } from '../../src/model/finding.ts'
import { Meter } from '../charts/meter.tsx'
import { percent } from '../format.ts'
import { Name } from './name.tsx'

/** Models, kinds of network and countries, as shares. */
export function Context({ finding }: { finding: Finding }) {
  return (
    <div className="families">
      <Shares title="Models" unit="exchanges" items={finding.models.map(one => [one.model, one.exchanges])} />
      <Shares
        title="Networks"
        unit="accounts"
        items={finding.networks.map(one => [one.kind, one.accounts])}
      />
      <Shares
        title="Countries"
        unit="accounts"
        items={finding.countries.map(one => [one.country, one.accounts])}
      />
    </div>
  )
}

const shown = 8

function Shares({
  title,
  unit,
  items,
}: {
  title: string
  unit: string
  items: readonly (readonly [string, number])[]
}) {
  const total = items.reduce((sum, [, value]) => sum + value, 0) || 1
  const sorted = items.toSorted((a, b) => b[1] - a[1])
  return (
    <div>
      <h3>
        {title} <span className="faint">by {unit}</span>
      </h3>
      <ul className="shares">
        {sorted.slice(0, shown).map(([name, value]) => (
          <li key={name}>
            <Name text={name === '' ? 'not known' : name} />
            <Meter share={value / total} muted />
            <span>{percent(value / total)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shown && <p className="note">and {sorted.length - shown} more</p>}
      {sorted.length === 0 && <p className="note">not known</p>}
    </div>
  )
}
