/** Events over a calendar: a thin line at the day, words above it, as many rows as are needed not to touch. */
export interface Marked {
  at: number
  kind: string
  text: string
}

interface MarksProps {
  marks: readonly Marked[]
  from: number
  step: number
  rows: number
  bottom: number
  width: number
}

/** About 6.6 pixels a letter at this size, 12 a Chinese character. */
const lengthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.6), 12)

export function Marks({ marks, from, step, rows, bottom, width }: MarksProps) {
  const ends: number[] = []
  return marks
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, kind, text }) => {
      const x = (at - from + 0.5) * step
      const isLeft = x + lengthOf(text) > width
      const start = isLeft ? x - lengthOf(text) : x
      const free = Array.from({ length: rows }, (_, row) => row).find(row => (ends[row] ?? -100) <= start)
      const row = free ?? rows - 1
      ends[row] = start + lengthOf(text)
      const y = row * 16 + 12
      return (
        <g key={`${at} ${kind} ${text}`} className={`event ${kind}`}>
          <line x1={x} x2={x} y1={y - 8} y2={bottom} />
          <text x={isLeft ? x - 5 : x + 5} y={y} textAnchor={isLeft ? 'end' : 'start'}>
            {text}
          </text>
        </g>
      )
    })
}
