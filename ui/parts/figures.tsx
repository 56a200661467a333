/** The few numbers a view stands on, in one line. */
export interface Figure {
  label: string
  value: string
  under?: string
}

export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className="figures">
      {items.map(({ label, value, under }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {under !== undefined && <dd className="under">{under}</dd>}
        </div>
      ))}
    </dl>
  )
}
