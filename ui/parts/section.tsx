import { type ReactNode, useId } from 'react'

/** A part of a view: its name and a word about it in the margin, the matter beside it. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
      </header>
      <div>{children}</div>
    </section>
  )
}
