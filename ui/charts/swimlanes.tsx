import type { FindingSummary } from '../../src/model/api.ts'
import { compact, shortDay } from '../format.ts'
import { called } from '../parts/called.tsx'
import { Name } from '../parts/name.tsx'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'
import { dayNumber, dayText, weekTicks } from './scale.ts'
import { useWidth } from './use-width.ts'

/** Each campaign's days on one common calendar, so that starts, pauses and successions can be compared. */
export function Swimlanes({ items }: { items: readonly FindingSummary[] }) {
  const to = Math.max(...items.map(one => dayNumber(one.last)))
  // A few days more than the window: an edge is not mistaken for the beginning of the records.
  const from = Math.min(to - 9, ...items.map(one => dayNumber(one.first)))
  return (
    <ol className="lanes">
      {items.map(one => (
        <li key={one.id}>
          <div className="lane-name">
            <Link href={addressOf('campaigns', one.id)}>
              <Name text={called(one.name).title} />
            </Link>
            <span className="note">{t.overview.lane(compact(one.accounts), compact(one.exchanges))}</span>
          </div>
          <Lane item={one} from={from} to={to} />
        </li>
      ))}
      <li className="lane-axis" aria-hidden="true">
        <div />
        <Calendar from={from} to={to} />
      </li>
    </ol>
  )
}

const height = 44

function Lane({ item, from, to }: { item: FindingSummary; from: number; to: number }) {
  const most = Math.max(1, ...item.timeline.map(one => one.exchanges))
  const span = to - from + 1
  return (
    <svg className="lane" viewBox={`0 0 ${span} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <line className="base" x1={0} x2={span} y1={height} y2={height} />
      {item.timeline.map(one => {
        const tall = Math.max(1, (one.exchanges / most) * (height - 4))
        return (
          <rect
            key={one.day}
            className="bar"
            x={dayNumber(one.day) - from + 0.08}
            width={0.84}
            y={height - tall}
            height={tall}
          />
        )
      })}
    </svg>
  )
}

function Calendar({ from, to }: { from: number; to: number }) {
  const [frame, width] = useWidth<SVGSVGElement>()
  const step = width / (to - from + 1)
  return (
    <svg ref={frame} width="100%" height={18} className="axis" aria-hidden="true">
      {weekTicks(from, to, width).map(day => (
        <text key={day} x={(day - from) * step} y={12}>
          {shortDay(dayText(day))}
        </text>
      ))}
    </svg>
  )
}
