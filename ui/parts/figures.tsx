import { Link } from '../route.tsx'

/** The few numbers a view stands on, in one line. */
export interface Figure {
  label: string
  value: string
  under?: string
  /** Where the number is acted upon. */
  href?: string
}

export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className="figures">
      {items.map(({ label, value, under, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{href === undefined ? value : <Link href={href}>{value}</Link>}</dd>
          {under !== undefined && <dd className="under">{under}</dd>}
        </div>
      ))}
    </dl>
  )
}
