import { type ReactNode, useEffect } from 'react'
import { type Loaded, useAnswer } from '../api.ts'

/** Shows what the service answered, or says plainly why it did not. */
export function Answered<T>({ path, children }: { path: string; children: (value: T) => ReactNode }) {
  return <Shown loaded={useAnswer<T>(path)}>{children}</Shown>
}

function Shown<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ReactNode }) {
  if (loaded.state === 'ready') return children(loaded.value)
  if (loaded.state === 'loading') return <p className="waiting">Reading the store …</p>
  return (
    <div className="failed" role="alert">
      <h1>{loaded.message}</h1>
      <p>
        The service answered <code>{loaded.code}</code>.
      </p>
    </div>
  )
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Stillwatch`
  }, [title])
}
