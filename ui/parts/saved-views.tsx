import { useState } from 'react'
import { go, useQueryText } from '../route.tsx'
import { t } from '../words.ts'

const key = 'stillwatch.views'

interface SavedView {
  name: string
  query: string
}

/** Views that an analyst named; they stay on this machine, and each is an address. */
function storedViews(): SavedView[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(parsed) ? parsed.filter(isView) : []
  } catch {
    return []
  }
}

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'query' in value &&
  typeof value.name === 'string' &&
  typeof value.query === 'string'

export function SavedViews() {
  const query = useQueryText()
  const [views, setViews] = useState(storedViews)
  const [name, setName] = useState('')
  const keep = (next: SavedView[]) => {
    setViews(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // Storage may be switched off; the views then last as long as the page.
    }
  }
  const current = views.find(one => one.query === query)
  return (
    <div className="saved">
      {views.map(one => (
        <button
          type="button"
          key={one.name}
          className="chip"
          aria-pressed={one.query === query}
          onClick={() => go(`/campaigns?${one.query}`)}
        >
          {one.name}
        </button>
      ))}
      {query !== '' && current === undefined && (
        <form
          onSubmit={event => {
            event.preventDefault()
            const called = name.trim().slice(0, 40)
            if (called !== '') keep([...views.filter(one => one.name !== called), { name: called, query }])
            setName('')
          }}
        >
          <input
            aria-label={t.saved.name}
            placeholder={t.saved.name}
            value={name}
            onChange={event => setName(event.target.value)}
          />
          <button type="submit" className="quiet">
            {t.saved.save}
          </button>
        </form>
      )}
      {current !== undefined && (
        <button type="button" className="quiet" onClick={() => keep(views.filter(one => one !== current))}>
          {t.saved.forget}
        </button>
      )}
      {query !== '' && (
        <button type="button" className="quiet" onClick={() => go('/campaigns')}>
          {t.saved.clear}
        </button>
      )}
    </div>
  )
}
