import type { Finding } from '../../src/model/finding.ts'
import { Meter } from '../charts/meter.tsx'
import { country, percent } from '../format.ts'
import { named, t } from '../words.ts'
import { Chart } from './chart.tsx'
import { Name } from './name.tsx'

type Share = readonly [string, number]

/** Models, kinds of network and countries, as shares. */
export function Context({ finding }: { finding: Finding }) {
  const models = finding.models.map((one): Share => [one.model, one.exchanges])
  const networks = finding.networks.map(
    (one): Share => [named(t.networks, one.kind || 'unknown'), one.accounts],
  )
  const countries = finding.countries.map((one): Share => [country(one.country), one.accounts])
  const rows = (what: string, items: readonly Share[]) =>
    items.map(([name, value]) => [what, name, value] as const)
  return (
    <Chart
      numbers={{
        name: `${finding.id}-context`,
        head: [t.words.kind, t.words.name, t.words.count],
        rows: [
          ...rows(t.context.models, models),
          ...rows(t.context.networks, networks),
          ...rows(t.context.countries, countries),
        ],
      }}
    >
      <div className="families">
        <Shares title={t.context.models} unit={t.context.byExchanges} items={models} />
        <Shares title={t.context.networks} unit={t.context.byAccounts} items={networks} />
        <Shares title={t.context.countries} unit={t.context.byAccounts} items={countries} />
      </div>
    </Chart>
  )
}

const shown = 8

function Shares({ title, unit, items }: { title: string; unit: string; items: readonly Share[] }) {
  const total = items.reduce((sum, [, value]) => sum + value, 0) || 1
  const sorted = items.toSorted((a, b) => b[1] - a[1])
  return (
    <div>
      <h3>
        {title} <span className="faint">{unit}</span>
      </h3>
      <ul className="shares">
        {sorted.slice(0, shown).map(([name, value]) => (
          <li key={name}>
            <Name text={name === '' ? t.unknown : name} />
            <Meter share={value / total} muted />
            <span>{percent(value / total)}</span>
          </li>
        ))}
      </ul>
      {sorted.length > shown && <p className="note">{t.chart.more(sorted.length - shown)}</p>}
      {sorted.length === 0 && <p className="note">{t.unknown}</p>}
    </div>
  )
}
