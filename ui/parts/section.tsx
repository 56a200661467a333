import { type ReactNode, useId } from 'react'

interface SectionProps {
  /** Its address within the view. */
  id?: string
  title: string
  note?: ReactNode
  children: ReactNode
}

/** A part of a view: its name and a word about it in the margin, the matter beside it. */
export function Section({ id, title, note, children }: SectionProps) {
  const heading = useId()
  return (
    <section className="section" id={id} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
      </header>
      <div>{children}</div>
    </section>
  )
}
