import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { Verdict } from '../../src/model/decision.ts'
import type { CampaignTimeline } from '../../src/model/page.ts'
import { plainText } from '../../src/model/plain-text.ts'
import type { Cell } from '../csv.ts'
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
  const days = [timeline.days, timeline.stopped, timeline.told].flat().map(one => dayNumber(one.day))
  const from = days.length === 0 ? 0 : Math.min(...days)
  const to = days.length === 0 ? 0 : Math.max(...days)
  const step = Math.min(widest, Math.max(0, width - left) / (to - from + 1))
  const sums = byDay(timeline)
  const hasStops = timeline.stopped.length > 0
  const verdicts = [...new Set(timeline.told.map(one => one.decision))]
  const marks: Marked[] = timeline.marks
    .map(one => ({ at: dayNumber(one.day), kind: one.kind, text: markText(one) }))
    .filter(one => one.at >= from && one.at <= to)
  const rows = Math.min(4, marks.length)
  const top = rows * 16 + 26
  const strips: (Pick<StripProps, 'title' | 'stacks'> & { y: number; height: number })[] = []
  const add = (title: string, stacks: readonly Stack[]) => {
    const before = strips.at(-1)
    const y = before === undefined ? top : before.y + before.height + strip.gap
    strips.push({ title, stacks, y, height: before === undefined ? strip.tall : strip.low })
  }
  add(t.timeline.exchanges, stacks(timeline, 'exchanges'))
  add(second?.title ?? t.timeline.accounts, stacks(timeline, 'accounts'))
  if (hasStops) add(t.timeline.stopped, [{ name: 'stopped', values: picked(sums, sum => sum.stopped) }])
  if (verdicts.length > 0)
    add(
      t.timeline.told,
      verdicts.map(one => ({ name: `told-${one}`, values: picked(sums, sum => sum.told[one] ?? 0) })),
    )
  const height = strips.reduce((_, one) => one.y + one.height, 0) + 26

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
          ...verdicts.map(one => `${count(here?.told[one] ?? 0)} ${t.verdicts[one]}`),
        ].join(t.comma)
  const calendar = { from, to, step, at }
  return (
    <Chart
      numbers={{
        name: `${id}-timeline`,
        head: [t.timeline.dayHead, t.timeline.what, t.words.exchanges, second?.of ?? t.words.accounts],
        rows: rowsOf(timeline),
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
                {strips.map(({ y, ...one }) => (
                  <g key={one.title} transform={`translate(0 ${y})`}>
                    <Strip {...one} {...calendar} />
                  </g>
                ))}
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
  told: Partial<Record<Verdict, number>>
}

const picked = (sums: ReadonlyMap<number, Sum>, of: (sum: Sum) => number): Map<number, number> =>
  new Map([...sums].map(([day, sum]) => [day, of(sum)]))

function byDay({ days, stopped, told }: CampaignTimeline): Map<number, Sum> {
  const sums = new Map<number, Sum>()
  const of = (day: string): Sum => {
    const sum = sums.get(dayNumber(day)) ?? { exchanges: 0, accounts: 0, stopped: 0, told: {} }
    sums.set(dayNumber(day), sum)
    return sum
  }
  for (const one of days) {
    of(one.day).exchanges += one.exchanges
    of(one.day).accounts += one.accounts
  }
  for (const one of stopped) of(one.day).stopped += one.accounts
  for (const one of told) of(one.day).told[one.decision] = one.exchanges
  return sums
}

/** All that is drawn, and what the lines stand for. */
const rowsOf = ({ days, stopped, told, marks }: CampaignTimeline): Cell[][] => [
  ...days.map(one => [one.day, t.timeline.poolOf(one.pool), one.exchanges, one.accounts]),
  ...stopped.map(one => [one.day, t.timeline.stoppedAs(plainText(one.status)), undefined, one.accounts]),
  ...told.map(one => [one.day, t.timeline.toldOf(t.verdicts[one.decision]), one.exchanges, undefined]),
  ...marks.map(one => [one.day, markText(one), undefined, undefined]),
]

const markText = (one: CampaignTimeline['marks'][number]): string =>
  [
    named(t.marks, one.kind),
    one.id ??
      (one.kind === 'containment' || one.kind === 'lifted'
        ? named(t.measures, one.what)
        : plainText(one.what)),
  ]
    .filter(Boolean)
    .join(' ')

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
