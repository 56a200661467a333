import { type FormEvent, useEffect, useRef } from 'react'
import { addressOf, go } from '../route.tsx'
import { t } from '../words.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement

/** Straight to an account by its name. `/` brings the cursor here from anywhere. */
export function Lookup() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = field.current?.value.trim() ?? ''
    if (name !== '') go(addressOf('accounts', name))
  }
  return (
    <form className="lookup" onSubmit={submit} aria-label={t.lookup.label}>
      <input
        ref={field}
        type="search"
        placeholder={t.lookup.placeholder}
        aria-label={t.lookup.field}
        spellCheck={false}
      />
    </form>
  )
}
