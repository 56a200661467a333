import type { Finding } from '../../src/model/finding.ts'
import { capital, label, percent } from '../format.ts'

/** Share of exchanges a capability, beside honest use: the length between the two marks is the appetite. */
export function Capabilities({ items, kind }: { items: Finding['capabilities']; kind: Finding['kind'] }) {
  const most = Math.max(0.05, ...items.flatMap(one => [one.share, one.honest])) * 1.04
  const at = (share: number) => `${(share / most) * 100}%`
  const sorted = items.toSorted((a, b) => b.share - b.honest - (a.share - a.honest))
  return (
    <table className="capabilities">
      <thead>
        <tr>
          <th>Capability</th>
          <th className="num">{kind === 'campaign' ? 'Campaign' : 'Group'}</th>
          <th className="num">Honest</th>
          <th className="key">
            <span className={`mark ${kind}`} /> {kind === 'campaign' ? 'this campaign' : 'this group'}{' '}
            <span className="mark hollow" /> matched honest accounts
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(one => (
          <tr key={one.capability}>
            <td className="nowrap">{capital(label(one.capability))}</td>
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
  )
}
