import type { AccountRhythm } from '../../src/model/page.ts'
import { count } from '../format.ts'
import { Chart } from '../parts/chart.tsx'
import { t } from '../words.ts'

const cell = { width: 20, height: 20, gap: 2 }
const left = 42

/** Hours of the week in which an account works; people sleep and rest, each at their own hours. */
export function Week({ account, hours }: { account: string; hours: AccountRhythm['hours'] }) {
  const most = Math.max(1, ...hours.map(one => one.exchanges))
  const at = new Map(hours.map(one => [`${one.weekday} ${one.hour}`, one.exchanges]))
  const step = cell.width + cell.gap
  const width = left + 24 * step
  return (
    <Chart
      numbers={{
        name: `${account}-rhythm`,
        head: [t.account.weekday, t.account.hour, t.words.exchanges],
        rows: hours.map(one => [t.weekdays[one.weekday - 1], one.hour, one.exchanges]),
      }}
      legend={t.account.busiest(count(most))}
    >
      <figure className="chart week">
        <svg viewBox={`0 0 ${width} ${7 * step + 20}`} role="img" aria-label={t.account.rhythmLabel}>
          {t.weekdays.map((name, day) => (
            <g key={name} transform={`translate(0 ${day * step})`}>
              <text x={0} y={14.5}>
                {name}
              </text>
              {Array.from({ length: 24 }, (_, hour) => {
                const value = at.get(`${day + 1} ${hour}`) ?? 0
                return (
                  <rect
                    // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its own name
                    key={hour}
                    className={value === 0 ? 'hour none' : 'hour'}
                    x={left + hour * step}
                    width={cell.width}
                    height={cell.height}
                    rx={2}
                    fillOpacity={value === 0 ? 1 : 0.18 + 0.82 * Math.sqrt(value / most)}
                  />
                )
              })}
            </g>
          ))}
          {[0, 6, 12, 18].map(hour => (
            <text key={hour} x={left + hour * step} y={7 * step + 14}>
              {String(hour).padStart(2, '0')}:00
            </text>
          ))}
        </svg>
      </figure>
    </Chart>
  )
}
