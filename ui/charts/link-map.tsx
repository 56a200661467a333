import { type KeyboardEvent, useState } from 'react'
import type { Bundle, Hub, LinkMap } from '../../src/model/page.ts'
import { count, percent } from '../format.ts'
import { valueText } from '../parts/said.tsx'
import { named, t } from '../words.ts'
import { useWidth } from './use-width.ts'

const hubHeight = 26
const familyGap = 20
const bundleGap = 8
/** A value that nearly all hold divides nobody: it is marked so, and drawn to nobody. */
const nearlyAll = 0.97
/** A ribbon tells where most of a bundle holds a value, or where a good part of the holders is. */
const most = 0.5
const goodPart = 0.3

interface LinkMapProps {
  map: LinkMap
  kind: 'campaign' | 'group'
  onOpen: (within: string) => void
  onHub: (hub: Hub) => void
}

/**
 * Shared values on the left, members in counted bundles on the right, a ribbon where they meet. The layout follows
 * from the numbers alone, so the same run always draws the same picture; no count of members can crowd it.
 */
export function LinkMapChart({ map, kind, onOpen, onHub }: LinkMapProps) {
  const [frame, width] = useWidth<HTMLElement>()
  const [lit, setLit] = useState<{ hub?: number; bundle?: number }>({})
  const labels = Math.min(330, width * 0.46)
  const blocks = width < 560 ? 84 : 150
  const { hubs, tops } = placeHubs(map.hubs)
  const tall = tops.height
  const bundles = placeBundles(map.bundles, tops.of, tall)
  const end = width - blocks
  const sizes = new Map(map.hubs.map(one => [one.hub, one.accounts]))
  const isLit = (hub: number, bundle: number) =>
    lit.hub === undefined && lit.bundle === undefined ? undefined : lit.hub === hub || lit.bundle === bundle
  const key = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    act()
  }
  return (
    <figure ref={frame} className={`chart link-map ${kind}`}>
      {width > 0 && (
        <svg width={width} height={tall + 8}>
          <title>{t.links.title}</title>
          <g className="ribbons">
            {bundles.flatMap(({ bundle, y, height }, index) =>
              bundle.holds.map(({ hub, accounts }) => {
                const holders = sizes.get(hub) ?? 0
                const isTold = accounts >= most * bundle.accounts || accounts >= goodPart * holders
                const bright = isLit(hub, index)
                if (bright !== true && (!isTold || holders >= nearlyAll * map.members)) return null
                const from = (tops.of.get(hub) ?? 0) + hubHeight / 2 + 2
                const share = accounts / bundle.accounts
                return (
                  <path
                    key={`${hub} ${bundle.within}`}
                    className={bright === undefined ? 'ribbon' : bright ? 'ribbon lit' : 'ribbon dim'}
                    d={curve(labels + 6, from, end - 6, y + height / 2)}
                    strokeWidth={1 + 7 * Math.sqrt(accounts / map.members)}
                    strokeOpacity={0.12 + 0.5 * share * (accounts / map.members) ** 0.3}
                  />
                )
              }),
            )}
          </g>
          {hubs.map(({ hub, isFirst }) => {
            const y = tops.of.get(hub.hub) ?? 0
            return (
              <g key={hub.hub}>
                {isFirst && (
                  <text className="hub-family" x={0} y={y - 5}>
                    {named(t.families, hub.family)}
                  </text>
                )}
                {/* biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing */}
                <g
                  className={lit.hub === hub.hub ? 'hub on' : 'hub'}
                  role="button"
                  tabIndex={0}
                  onPointerEnter={() => setLit({ hub: hub.hub })}
                  onPointerLeave={() => setLit({})}
                  onFocus={() => setLit({ hub: hub.hub })}
                  onBlur={() => setLit({})}
                  onClick={() => onHub(hub)}
                  onKeyDown={key(() => onHub(hub))}
                >
                  <title>{`${hubName(hub)}: ${t.links.holders(count(hub.accounts), count(hub.outside))}`}</title>
                  <rect className="target" x={0} y={y} width={labels + 4} height={hubHeight} />
                  <rect
                    className="extent"
                    x={labels - (labels - 2) * (hub.accounts / map.members)}
                    y={y + hubHeight - 4}
                    width={(labels - 2) * (hub.accounts / map.members)}
                    height={2.5}
                  />
                  <text x={0} y={y + 16}>
                    {fitted(hubName(hub), labels - 60)}
                  </text>
                  <text className="figure" x={labels} y={y + 16} textAnchor="end">
                    {hub.accounts >= nearlyAll * map.members && hub.accounts < map.members ? '≈ ' : ''}
                    {hub.accounts === map.members ? t.links.all : count(hub.accounts)}
                  </text>
                </g>
              </g>
            )
          })}
          {bundles.map(({ bundle, y, height }, index) => {
            const isWhole = bundle.within === map.within
            const open = () => !isWhole && onOpen(bundle.within)
            return (
              // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing
              <g
                key={bundle.within}
                className={lit.bundle === index ? 'bundle on' : 'bundle'}
                role="button"
                tabIndex={0}
                aria-disabled={isWhole}
                onPointerEnter={() => setLit({ bundle: index })}
                onPointerLeave={() => setLit({})}
                onFocus={() => setLit({ bundle: index })}
                onBlur={() => setLit({})}
                onClick={open}
                onKeyDown={key(open)}
              >
                <title>{t.links.bundle(count(bundle.accounts), bundle.holds.length)}</title>
                <rect className="target" x={end} y={y} width={blocks} height={Math.max(14, height)} />
                <rect className="block" x={end} y={y} width={12} height={height} rx={1.5} />
                <text x={end + 20} y={y + height / 2 + 4.5}>
                  <tspan className="figure">{count(bundle.accounts)}</tspan>
                  {blocks > 100 && (
                    <tspan className="share" dx={7}>
                      {percent(bundle.accounts / map.members)}
                    </tspan>
                  )}
                </text>
              </g>
            )
          })}
        </svg>
      )}
    </figure>
  )
}

/** How a hub is called: by its value, by how many it stands for, or by its signal. */
export function hubName(hub: Hub): string {
  if (hub.values > 1) return t.links.others(hub.values, named(t.signals, hub.signal))
  if (hub.value === '') return named(t.signals, hub.signal)
  return valueText(hub.value)
}

function placeHubs(all: readonly Hub[]) {
  const families = [...new Set(all.map(one => one.family))]
  const of = new Map<number, number>()
  const hubs: { hub: Hub; isFirst: boolean }[] = []
  let y = 0
  for (const family of families) {
    y += familyGap
    const own = all.filter(one => one.family === family).toSorted((a, b) => b.accounts - a.accounts)
    own.forEach((hub, index) => {
      hubs.push({ hub, isFirst: index === 0 })
      of.set(hub.hub, y)
      y += hubHeight
    })
  }
  return { hubs, tops: { of, height: Math.max(y, 260) } }
}

/** Each bundle near the values it holds: ordered by their mean height, so that ribbons cross little. */
function placeBundles(all: readonly Bundle[], tops: ReadonlyMap<number, number>, tall: number) {
  const centre = (bundle: Bundle): number => {
    const weights = bundle.holds.map(one => one.accounts / bundle.accounts)
    const sum = weights.reduce((a, b) => a + b, 0) || 1
    return (
      bundle.holds.reduce((at, one, index) => at + (tops.get(one.hub) ?? 0) * (weights[index] ?? 0), 0) / sum
    )
  }
  const roots = all.map(one => Math.sqrt(one.accounts))
  const whole = roots.reduce((a, b) => a + b, 0) || 1
  const room = Math.max(60, tall - familyGap - bundleGap * all.length - 14 * all.length)
  let y = familyGap
  return all
    .toSorted((a, b) => centre(a) - centre(b) || (a.within < b.within ? -1 : 1))
    .map(bundle => {
      const height = 14 + (Math.sqrt(bundle.accounts) / whole) * room
      const place = { bundle, y, height }
      y += height + bundleGap
      return place
    })
}

const curve = (x1: number, y1: number, x2: number, y2: number): string => {
  const bend = (x2 - x1) * 0.45
  return `M${x1.toFixed(1)} ${y1.toFixed(1)}C${(x1 + bend).toFixed(1)} ${y1.toFixed(1)} ${(x2 - bend).toFixed(1)} ${y2.toFixed(1)} ${x2.toFixed(1)} ${y2.toFixed(1)}`
}

/** About 6.7 pixels a letter at this size, 12.5 a Chinese character. */
function fitted(text: string, width: number): string {
  let room = Math.max(45, width)
  const kept = [...text].findIndex(letter => {
    room -= letter > '\u2e80' ? 12.5 : 6.7
    return room < 0
  })
  return kept < 0
    ? text
    : `${[...text]
        .slice(0, kept - 1)
        .join('')
        .trimEnd()}…`
}
