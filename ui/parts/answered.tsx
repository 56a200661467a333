import { type ReactNode, useEffect } from 'react'
import { type Loaded, useAnswer } from '../api.ts'
import { t } from '../words.ts'
import { RefusalText } from './refusal.tsx'

/** Shows what the service answered, or says plainly why it did not. */
export function Answered<T>({ path, children }: { path: string; children: (value: T) => ReactNode }) {
  return <Shown loaded={useAnswer<T>(path)}>{children}</Shown>
}

/** The same for a part of a view: the rest of the view stands whatever this part answers. */
export function Part<T>({ path, children }: { path: string; children: (value: T) => ReactNode }) {
  const loaded = useAnswer<T>(path)
  if (loaded.state === 'ready') return children(loaded.value)
  return <p className="note">{loaded.state === 'loading' ? t.waiting : <RefusalText {...loaded} />}</p>
}

function Shown<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ReactNode }) {
  if (loaded.state === 'ready') return children(loaded.value)
  if (loaded.state === 'loading') return <p className="waiting">{t.waiting}</p>
  return (
    <div className="failed" role="alert">
      <h1>
        <RefusalText {...loaded} />
      </h1>
      <p>
        {t.failed} <code>{loaded.code}</code>
      </p>
      {loaded.status === 401 && (
        <p>
          <a href="/login">{t.session.signIn}</a>
        </p>
      )}
    </div>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Stillwatch`
  }, [title])
}
