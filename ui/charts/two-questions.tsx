import type { FindingSummary } from '../../src/model/api.ts'
import { count, signed } from '../format.ts'
import { called } from '../parts/called.tsx'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'
import { useWidth } from './use-width.ts'

const height = 380
const edge = { left: 8, right: 8, top: 30, bottom: 40 }

/** Coordinated is not the same as extracting: both questions on their own axis, everybody that was looked at. */
export function TwoQuestions({ items, promise }: { items: readonly FindingSummary[]; promise: number }) {
  // Both answers must be worth more than the promised share of errors: no accepted group lies below, whatever the number
  // of groups that were looked at.
  const bound = Math.log(1 / Math.max(1e-6, promise))
  const [frame, width] = useWidth<HTMLElement>()
  const wide = width > 620
  const right = Math.max(bound * 1.6, ...items.map(one => one.same_hand)) * (wide ? 1.3 : 1.1)
  const reach = Math.max(bound * 1.6, ...items.map(one => Math.abs(one.purpose))) * 1.15
  const x = (value: number) => edge.left + (Math.max(0, value) / right) * (width - edge.left - edge.right)
  const y = (value: number) => edge.top + ((reach - value) / (2 * reach)) * (height - edge.top - edge.bottom)
  const radius = (accounts: number) => Math.min(22, Math.max(5.5, Math.sqrt(accounts) * 0.45))
  // Many labels cannot be told apart; then the campaigns alone are named.
  const isNamed = (one: FindingSummary) => items.length <= 24 || one.kind === 'campaign'
  const labels = wide ? spread(items.map(one => y(one.purpose))) : []
  return (
    <figure ref={frame} className="chart">
      {width > 0 && (
        <svg width={width} height={height}>
          <title>{t.questions.title}</title>
          <rect
            className="verdict"
            x={x(bound)}
            y={edge.top}
            width={Math.max(0, width - x(bound) - edge.right)}
            height={Math.max(0, y(bound) - edge.top)}
          />
          <g className="axis">
            <line className="base" x1={x(0)} x2={width - edge.right} y1={y(0)} y2={y(0)} />
            <line className="base" x1={x(0)} x2={x(0)} y1={edge.top} y2={height - edge.bottom} />
            <text className="quadrant hostile" x={width - edge.right} y={edge.top - 12} textAnchor="end">
              {wide ? t.questions.campaign : t.questions.campaignShort}
            </text>
            <text className="quadrant" x={x(0)} y={height - edge.bottom + 22}>
              {wide ? t.questions.group : t.questions.groupShort}
            </text>
            <text x={x(0)} y={edge.top - 12}>
              {wide ? t.questions.up : t.questions.upShort}
            </text>
            <text x={width - edge.right} y={height - edge.bottom + 22} textAnchor="end">
              {t.questions.right}
            </text>
          </g>
          {items.map((one, index) => {
            const wanted = labels[index]
            // A label far from its dot would name another; campaigns keep theirs.
            const isNear = wanted !== undefined && Math.abs(wanted - y(one.purpose)) < 15
            const beside = isNamed(one) && (isNear || one.kind === 'campaign') ? wanted : undefined
            return (
              <Link key={one.id} href={addressOf(one.kind === 'campaign' ? 'campaigns' : 'groups', one.id)}>
                <title>
                  {t.questions.dot(
                    called(one.name).title,
                    count(one.accounts),
                    signed(one.same_hand),
                    signed(one.purpose),
                  )}
                </title>
                <circle
                  className={`dot ${one.kind}`}
                  cx={x(one.same_hand)}
                  cy={y(one.purpose)}
                  r={radius(one.accounts)}
                />
                {beside !== undefined && (
                  <Label
                    name={one.name}
                    at={x(one.same_hand)}
                    clear={radius(one.accounts) + 7}
                    y={beside + 4}
                    width={width}
                  />
                )}
              </Link>
            )
          })}
        </svg>
      )}
    </figure>
  )
}

/** Labels at their dots, pushed down just enough not to touch. */
function spread(places: readonly number[]): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  const placed: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const index of order) {
    last = Math.max(places[index] ?? 0, last + 17)
    placed[index] = last
  }
  return placed
}

/** Beside its dot, on the side with more room. */
function Label({
  name,
  at,
  clear,
  y,
  width,
}: {
  name: string
  at: number
  clear: number
  y: number
  width: number
}) {
  const isLeft = at > width * 0.6
  const room = (isLeft ? at : width - at) - clear - 8
  return (
    <text
      className="dot-label"
      x={isLeft ? at - clear : at + clear}
      y={y}
      textAnchor={isLeft ? 'end' : 'start'}
    >
      {shortened(called(name).title, room)}
    </text>
  )
}

/** About 6.4 pixels a letter at this size. */
function shortened(text: string, width: number): string {
  const most = Math.max(8, Math.floor(width / 6.6))
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
