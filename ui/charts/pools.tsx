import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { CampaignTimeline } from '../../src/model/page.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { compact, count, longDay, shortDay } from '../format.ts'
import { Chart } from '../parts/chart.tsx'
import { named, t } from '../words.ts'
import { type Marked, Marks } from './marks.tsx'
import { dayNumber, dayText, ticks, weekTicks } from './scale.ts'
import { useWidth } from './use-width.ts'

const left = 46
const strip = { tall: 132, low: 64, gap: 40 }
/** A few days make bars, not slabs. */
const widest = 64

interface PoolsProps {
  id: string
  kind: 'campaign' | 'group'
  timeline: CampaignTimeline
  /** What the second strip shows, where it is not active members. */
  second?: { title: string; of: string }
}

/** What happened, day by day on one calendar: exchanges by pool, active members, members stopped, and events. */
export function Pools({ id, kind, timeline, second }: PoolsProps) {
  const [frame, width] = useWidth<HTMLElement>()
  const [at, setAt] = useState<number>()
  const days = [...timeline.days.map(one => one.day), ...timeline.stopped.map(one => one.day)].map(dayNumber)
  const from = days.length === 0 ? 0 : Math.min(...days)
  const to = days.length === 0 ? 0 : Math.max(...days)
  const step = Math.min(widest, Math.max(0, width - left) / (to - from + 1))
  const sums = byDay(timeline)
  const hasStops = timeline.stopped.length > 0
  const marks: Marked[] = timeline.marks
    .map(one => ({ ...one, at: dayNumber(one.day) }))
    .filter(one => one.at >= from && one.at <= to)
    .map(one => ({
      at: one.at,
      kind: one.kind,
      text: [named(t.marks, one.kind), one.id ?? plainText(one.what)].filter(Boolean).join(' '),
    }))
  const rows = Math.min(4, marks.length)
  const top = rows * 16 + 26
  const active = top + strip.tall + strip.gap
  const stops = active + strip.low + strip.gap
  const height = (hasStops ? stops + strip.low : active + strip.low) + 26

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
  const here = at === undefined ? undefined : sums.get(at)
  const readout =
    at === undefined
      ? t.timeline.span(longDay(dayText(from)), longDay(dayText(to)))
      : [
          t.timeline.day(longDay(dayText(at)), count(here?.exchanges ?? 0)),
          `${count(here?.accounts ?? 0)} ${second?.of ?? t.timeline.active}`,
          ...(hasStops ? [t.timeline.stoppedOn(count(here?.stopped ?? 0))] : []),
        ].join(t.comma)
  const calendar = { from, to, step, at }
  return (
    <Chart
      numbers={{
        name: `${id}-timeline`,
        head: [t.timeline.dayHead, t.timeline.pool, t.words.exchanges, second?.of ?? t.timeline.active],
        rows: timeline.days.map(one => [one.day, one.pool, one.exchanges, one.accounts]),
      }}
      legend={timeline.pools.length > 1 && <Legend timeline={timeline} />}
    >
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
            aria-label={t.timeline.label}
            aria-valuemin={from}
            aria-valuemax={to}
            aria-valuenow={at ?? from}
            aria-valuetext={readout}
          >
            <svg width={width} height={height} aria-hidden="true">
              <g transform={`translate(${left} 0)`}>
                <Marks marks={marks} {...calendar} rows={rows} bottom={height - 26} width={width - left} />
                <g transform={`translate(0 ${top})`}>
                  <Strip
                    title={t.timeline.exchanges}
                    height={strip.tall}
                    {...calendar}
                    stacks={stacks(timeline, 'exchanges')}
                  />
                </g>
                <g transform={`translate(0 ${active})`}>
                  <Strip
                    title={second?.title ?? t.timeline.accounts}
                    height={strip.low}
                    {...calendar}
                    stacks={stacks(timeline, 'accounts')}
                  />
                </g>
                {hasStops && (
                  <g transform={`translate(0 ${stops})`}>
                    <Strip
                      title={t.timeline.stopped}
                      height={strip.low}
                      {...calendar}
                      stacks={[
                        {
                          name: 'stopped',
                          values: new Map([...sums].map(([day, sum]) => [day, sum.stopped])),
                        },
                      ]}
                    />
                  </g>
                )}
                <g transform={`translate(0 ${height - 8})`} className="axis">
                  {weekTicks(from, to, step * (to - from + 1)).map(day => (
                    <text key={day} x={(day - from) * step} y={2}>
                      {shortDay(dayText(day))}
                    </text>
                  ))}
                </g>
              </g>
            </svg>
          </div>
        )}
      </figure>
    </Chart>
  )
}

interface Sum {
  exchanges: number
  accounts: number
  stopped: number
}

function byDay({ days, stopped }: CampaignTimeline): Map<number, Sum> {
  const sums = new Map<number, Sum>()
  const of = (day: string): Sum => {
    const sum = sums.get(dayNumber(day)) ?? { exchanges: 0, accounts: 0, stopped: 0 }
    sums.set(dayNumber(day), sum)
    return sum
  }
  for (const one of days) {
    of(one.day).exchanges += one.exchanges
    of(one.day).accounts += one.accounts
  }
  for (const one of stopped) of(one.day).stopped += one.accounts
  return sums
}

interface Stack {
  name: string
  values: ReadonlyMap<number, number>
}

const stacks = ({ pools, days }: CampaignTimeline, what: 'exchanges' | 'accounts'): Stack[] =>
  pools.map(({ pool }) => ({
    name: `pool-${pool}`,
    values: new Map(days.filter(one => one.pool === pool).map(one => [dayNumber(one.day), one[what]])),
  }))

function Legend({ timeline }: { timeline: CampaignTimeline }) {
  return timeline.pools.map(one => (
    <span key={one.pool} className="key">
      <span className={`swatch pool-${one.pool}`} />
      {t.timeline.poolLegend(one.pool, count(one.accounts), shortDay(one.first))}
    </span>
  ))
}

interface StripProps {
  title: string
  height: number
  from: number
  to: number
  step: number
  at: number | undefined
  stacks: readonly Stack[]
}

function Strip({ title, height, from, to, step, at, stacks }: StripProps) {
  const days = Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
  const totals = days.map(day => stacks.reduce((sum, one) => sum + (one.values.get(day) ?? 0), 0))
  const scale = ticks(Math.max(1, ...totals), height > 100 ? 3 : 2)
  const top = scale[scale.length - 1] ?? 1
  const wide = step * days.length
  return (
    <>
      {scale.slice(1).map(mark => (
        <g key={mark} className="axis">
          <line x1={0} x2={wide} y1={height - (mark / top) * height} y2={height - (mark / top) * height} />
          <text x={-8} y={height - (mark / top) * height + 4} textAnchor="end">
            {compact(mark)}
          </text>
        </g>
      ))}
      {days.map(day => {
        let y = height
        return stacks.map(one => {
          const value = one.values.get(day) ?? 0
          const tall = (value / top) * height
          y -= tall
          return (
            value > 0 && (
              <rect
                key={`${one.name} ${day}`}
                className={`bar ${one.name} ${at === day ? 'on' : ''}`}
                x={(day - from) * step + Math.min(1, step * 0.1)}
                width={Math.max(1, step - Math.min(2, step * 0.2))}
                y={y}
                height={Math.max(0.5, tall)}
              />
            )
          )
        })
      })}
      <line className="base" x1={0} x2={wide} y1={height} y2={height} />
      <text className="strip-title" x={-left} y={-15}>
        {title}
      </text>
    </>
  )
}
