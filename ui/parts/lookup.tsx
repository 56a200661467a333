import { type FormEvent, useEffect, useRef } from 'react'
import { addressOf, go } from '../route.tsx'

/** Straight to an account by its name. `/` brings the cursor here from anywhere. */
export function Lookup() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)
        return
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
    <form className="lookup" onSubmit={submit} aria-label="Find an account">
      <input
        ref={field}
        type="search"
        placeholder="Account id   /"
        aria-label="Account id"
        spellCheck={false}
      />
    </form>
  )
}
