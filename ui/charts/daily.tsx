import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { compact, count, longDay, shortDay } from '../format.ts'
import { dayNumber, dayText, ticks, weekTicks } from './scale.ts'
import { useWidth } from './use-width.ts'

export interface Series {
  label: string
  values: readonly number[]
}

const left = 46
const height = 92
const gap = 46
/** A few days make narrow bars, not a few slabs. */
const widest = 40

interface DailyProps {
  kind: 'campaign' | 'group'
  days: readonly string[]
  series: readonly Series[]
}

/** Small multiples over the same days: one strip a measure, never two scales on one strip. */
export function Daily({ kind, days, series }: DailyProps) {
  const [frame, width] = useWidth<HTMLElement>()
  const [at, setAt] = useState<number>()
  const from = dayNumber(days[0] ?? '1970-01-01')
  const to = dayNumber(days[days.length - 1] ?? '1970-01-01')
  const step = Math.min(widest, Math.max(0, width - left) / (to - from + 1))
  const index = new Map(days.map((day, position) => [dayNumber(day), position]))
  const position = at === undefined ? undefined : index.get(at)

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left
    setAt(Math.min(to, Math.max(from, from + Math.floor(x / step))))
  }
  const press = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (move === 0) return
    event.preventDefault()
    setAt(Math.min(to, Math.max(from, (at ?? (move > 0 ? from - 1 : to + 1)) + move)))
  }
  const readout =
    at === undefined
      ? `${longDay(dayText(from))} to ${longDay(dayText(to))}`
      : `${longDay(dayText(at))}: ${series.map(one => `${count(one.values[position ?? -1] ?? 0)} ${one.label.toLowerCase()}`).join(', ')}`
  return (
    <figure ref={frame} className={`chart ${kind}`}>
      <p className="readout" aria-live="polite">
        {readout}
      </p>
      {width > 0 && (
        <div
          className="strips"
          onPointerMove={point}
          onPointerLeave={() => setAt(undefined)}
          onKeyDown={press}
          tabIndex={0}
          role="slider"
          aria-label={`${series.map(one => one.label).join(' and ')} a day`}
          aria-valuemin={from}
          aria-valuemax={to}
          aria-valuenow={at ?? from}
          aria-valuetext={readout}
        >
          <svg width={width} height={series.length * (height + gap) + 4} aria-hidden="true">
            {series.map((one, row) => (
              <g key={one.label} transform={`translate(${left} ${row * (height + gap) + 26})`}>
                <Strip {...one} index={index} from={from} to={to} step={step} at={at} />
              </g>
            ))}
            <g transform={`translate(${left} ${series.length * (height + gap) - 4})`} className="axis">
              {weekTicks(from, to, step * (to - from + 1)).map(day => (
                <text key={day} x={(day - from) * step} y={2}>
                  {shortDay(dayText(day))}
                </text>
              ))}
            </g>
          </svg>
        </div>
      )}
    </figure>
  )
}

interface StripProps extends Series {
  index: ReadonlyMap<number, number>
  from: number
  to: number
  step: number
  at: number | undefined
}

function Strip({ label, values, index, from, to, step, at }: StripProps) {
  const marks = ticks(Math.max(1, ...values), 2)
  const top = marks[marks.length - 1] ?? 1
  const y = (value: number) => height - (value / top) * height
  const days = Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
  return (
    <>
      <text className="strip-title" x={-left} y={-14}>
        {label} a day
      </text>
      {marks.slice(1).map(mark => (
        <g key={mark} className="axis">
          <line x1={0} x2={step * (to - from + 1)} y1={y(mark)} y2={y(mark)} />
          <text x={-8} y={y(mark) + 4} textAnchor="end">
            {compact(mark)}
          </text>
        </g>
      ))}
      {days.map(day => {
        const value = values[index.get(day) ?? -1] ?? 0
        return (
          <rect
            key={day}
            className={at === day ? 'bar on' : 'bar'}
            x={(day - from) * step + Math.min(1, step * 0.1)}
            width={Math.max(1, step - Math.min(2, step * 0.2))}
            y={y(value)}
            height={height - y(value)}
          />
        )
      })}
      <line className="base" x1={0} x2={step * (to - from + 1)} y1={height} y2={height} />
    </>
  )
}
