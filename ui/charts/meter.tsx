/** A share of a whole, as a length. */
export function Meter({ share, muted = false }: { share: number; muted?: boolean }) {
  return (
    <svg className="meter" width="100%" height={8} aria-hidden="true">
      <rect className="whole" width="100%" height={8} rx={1} />
      <rect
        className={muted ? 'part muted' : 'part'}
        width={`${Math.min(1, Math.max(0, share)) * 100}%`}
        height={8}
        rx={1}
      />
    </svg>
  )
}
