import type { Finding } from '../../src/model/finding.ts'
import { capital, percent } from '../format.ts'
import { Chart } from '../parts/chart.tsx'
import { named, t } from '../words.ts'

/** Share of exchanges a capability, beside honest use: the length between the two marks is the appetite. */
interface CapabilitiesProps {
  id: string
  items: Finding['capabilities']
  kind: Finding['kind']
}

export function Capabilities({ id, items, kind }: CapabilitiesProps) {
  const most = Math.max(0.05, ...items.flatMap(one => [one.share, one.honest])) * 1.04
  const at = (share: number) => `${(share / most) * 100}%`
  const sorted = items.toSorted((a, b) => b.share - b.honest - (a.share - a.honest))
  const own = kind === 'campaign' ? t.words.campaign : t.words.group
  return (
    <Chart
      numbers={{
        name: `${id}-capabilities`,
        head: [t.taking.capability, own, t.taking.honest],
        rows: sorted.map(one => [one.capability, one.share, one.honest]),
      }}
      legend={
        <span>
          <span className={`mark ${kind}`} /> {t.taking.own[kind]} <span className="mark hollow" />{' '}
          {t.taking.matched}
        </span>
      }
    >
      <table className="capabilities">
        <thead>
          <tr>
            <th>{t.taking.capability}</th>
            <th className="num">{own}</th>
            <th className="num">{t.taking.honest}</th>
            <th className="key">
              <span className="unseen">{t.taking.drawn}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(one => (
            <tr key={one.capability}>
              <td className="nowrap">{capital(named(t.capabilities, one.capability))}</td>
              <td className="num">{percent(one.share)}</td>
              <td className="num faint">{percent(one.honest)}</td>
              <td className="dumbbell">
                <svg width="100%" height={22} aria-hidden="true">
                  <line className="base" x1="0" x2="100%" y1={11} y2={11} />
                  <line
                    className={one.share > one.honest ? `appetite ${kind}` : 'appetite less'}
                    x1={at(one.honest)}
                    x2={at(one.share)}
                    y1={11}
                    y2={11}
                  />
                  <circle className="honest-mark" cx={at(one.honest)} cy={11} r={4.5} />
                  <circle className={`own-mark ${kind}`} cx={at(one.share)} cy={11} r={5} />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  )
}
