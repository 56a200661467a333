import type { Run } from '../../src/model/finding.ts'
import { Meter } from '../charts/meter.tsx'
import { capital, count, percent } from '../format.ts'
import { named, t } from '../words.ts'
import { Chart } from './chart.tsx'
import { DataTable } from './data-table.tsx'
import { Said } from './said.tsx'
import { Section } from './section.tsx'

/** Known for less than this share of the traffic, a source hardly lets its signals speak. */
const scarce = 0.5

/** How well one sees: which sources are there, for how much, and which signals spoke. */
export function Health({ run }: { run: Run }) {
  return (
    <>
      <Section title={t.health.known} note={t.health.knownNote}>
        <DataTable
          name={t.health.known}
          keyOf={one => one.source}
          rows={run.sources}
          columns={[
            {
              id: 'source',
              title: t.health.source,
              value: one => one.source,
              show: one => capital(named(t.sources, one.source)),
              className: 'nowrap',
            },
            {
              id: 'coverage',
              title: t.health.coverage,
              isNumber: true,
              value: one => one.coverage,
              show: one => percent(one.coverage),
            },
            {
              id: 'meter',
              title: t.health.state,
              value: one =>
                one.coverage < scarce
                  ? t.health.scarce
                  : one.coverage < 0.95
                    ? t.health.partly
                    : t.health.good,
              show: one => (
                <span className="meter-line">
                  <Meter share={one.coverage} muted={one.coverage < scarce} />
                  <span className={one.coverage < scarce ? 'warn' : 'faint'}>
                    {one.coverage < scarce
                      ? t.health.scarce
                      : one.coverage < 0.95
                        ? t.health.partly
                        : t.health.good}
                  </span>
                </span>
              ),
              className: 'meter-cell',
            },
            {
              id: 'note',
              title: t.health.note,
              isWide: true,
              value: one => one.note,
              show: one => <Said text={one.note} />,
              className: 'faint',
            },
          ]}
        />
      </Section>
      <Section title={t.health.signals} note={t.health.signalsNote}>
        <Signals run={run} />
      </Section>
    </>
  )
}

function Signals({ run }: { run: Run }) {
  const families = [...new Set(run.signals.map(one => one.family))]
  return (
    <Chart
      numbers={{
        name: t.health.signals,
        head: [t.words.family, t.words.signal, t.health.lookedAt],
        rows: run.signals.map(one => [named(t.families, one.family), named(t.signals, one.signal), one.rows]),
      }}
    >
      <div className="families">
        {families.map(family => (
          <div key={family}>
            <h3>{capital(named(t.families, family))}</h3>
            <ul>
              {run.signals
                .filter(one => one.family === family)
                .map(one => (
                  <li key={one.signal} className={one.rows === 0 ? 'faint' : undefined}>
                    <span>{named(t.signals, one.signal)}</span>
                    <span>{one.rows === 0 ? t.health.silent : count(one.rows)}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Chart>
  )
}
