import type { Records } from '../../src/model/page.ts'
import { compact } from '../format.ts'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'
import { useWidth } from './use-width.ts'

const height = 360
const edge = { left: 52, right: 16, top: 26, bottom: 34 }

interface Point {
  id: string
  label: string
  accounts: number
  exchanges: number
  kind: 'chosen' | 'here' | 'published'
}

/** Accounts against exchanges on logarithmic scales: every campaign ever named here, beside those published. */
export function Sizes({ records, chosen }: { records: Records; chosen: readonly string[] }) {
  const [frame, width] = useWidth<HTMLElement>()
  const points: Point[] = [
    ...records.here.map(one => ({
      id: one.id,
      label: one.id,
      accounts: one.accounts,
      exchanges: one.exchanges,
      kind: chosen.includes(one.id) ? ('chosen' as const) : ('here' as const),
    })),
    ...records.published.map(one => ({ id: one.name, label: one.name, ...one, kind: 'published' as const })),
  ]
  const reach = (values: readonly number[]): [number, number] => [
    Math.floor(Math.log10(Math.max(1, Math.min(...values)))),
    Math.ceil(Math.log10(Math.max(10, ...values)) + 0.05),
  ]
  const [x0, x1] = reach(points.map(one => one.accounts))
  const [y0, y1] = reach(points.map(one => one.exchanges))
  const x = (value: number) =>
    edge.left + ((Math.log10(Math.max(1, value)) - x0) / (x1 - x0)) * (width - edge.left - edge.right)
  const y = (value: number) =>
    edge.top + ((y1 - Math.log10(Math.max(1, value))) / (y1 - y0)) * (height - edge.top - edge.bottom)
  const powers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step))
  return (
    <figure ref={frame} className="chart sizes">
      {width > 0 && (
        <svg width={width} height={height}>
          <title>{t.compare.chart}</title>
          <g className="axis">
            {powers(x0, x1).map(value => (
              <g key={value}>
                <line x1={x(value)} x2={x(value)} y1={edge.top} y2={height - edge.bottom} />
                <text x={x(value)} y={height - edge.bottom + 16} textAnchor="middle">
                  {compact(value)}
                </text>
              </g>
            ))}
            {powers(y0, y1).map(value => (
              <g key={value}>
                <line x1={edge.left} x2={width - edge.right} y1={y(value)} y2={y(value)} />
                <text x={edge.left - 8} y={y(value) + 4} textAnchor="end">
                  {compact(value)}
                </text>
              </g>
            ))}
            <text x={0} y={12}>
              {t.words.exchanges}
            </text>
            <text x={width - edge.right} y={height - 2} textAnchor="end">
              {t.words.accounts}
            </text>
          </g>
          {points.map(one => {
            const isRight = x(one.accounts) > width * 0.6
            const mark = (
              <>
                <circle
                  className={`size ${one.kind}`}
                  cx={x(one.accounts)}
                  cy={y(one.exchanges)}
                  r={one.kind === 'here' ? 4 : 6}
                />
                {one.kind !== 'here' && (
                  <text
                    className="dot-label"
                    x={x(one.accounts) + (isRight ? -11 : 11)}
                    y={y(one.exchanges) + 4}
                    textAnchor={isRight ? 'end' : 'start'}
                  >
                    {one.kind === 'published' ? (t.published[one.label] ?? one.label) : one.label}
                  </text>
                )}
              </>
            )
            return one.kind === 'published' ? (
              <g key={one.id}>{mark}</g>
            ) : (
              <Link key={one.id} href={addressOf('campaigns', one.id)} aria-label={one.id}>
                {mark}
              </Link>
            )
          })}
        </svg>
      )}
    </figure>
  )
}
