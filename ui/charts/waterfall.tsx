/** One step of a running sum: where it starts, where it ends, on a scale common to all steps. */
export function Step({ from, to, low, high }: { from: number; to: number; low: number; high: number }) {
  const at = (value: number) => ((value - low) / (high - low || 1)) * 100
  const begin = Math.min(at(from), at(to))
  return (
    <svg className="step" width="100%" height={20} aria-hidden="true">
      <line className="base" x1={`${at(0)}%`} x2={`${at(0)}%`} y1={0} y2={20} />
      <rect
        className={to >= from ? 'for' : 'against'}
        x={`${begin}%`}
        width={`${Math.max(0.4, Math.abs(at(to) - at(from)))}%`}
        y={4}
        height={12}
      />
      <line className="carry" x1={`${at(to)}%`} x2={`${at(to)}%`} y1={4} y2={20} />
    </svg>
  )
}
