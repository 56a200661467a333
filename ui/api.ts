/** The one door to the service. Types are the service's own; nothing else is ever asked. */
import { useEffect, useState } from 'react'

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; code: string; message: string }

export async function ask<T>(path: string, signal: AbortSignal): Promise<Loaded<T>> {
  try {
    const answer = await fetch(path, { signal, headers: { accept: 'application/json' } })
    const body: unknown = await answer.json()
    if (answer.ok) return { state: 'ready', value: body as T }
    const { code, message } = body as { code?: string; message?: string }
    return { state: 'failed', code: code ?? String(answer.status), message: message ?? answer.statusText }
  } catch (error) {
    if (signal.aborted) return { state: 'loading' }
    return {
      state: 'failed',
      code: 'http/unreachable',
      message: error instanceof Error ? error.message : 'the service does not answer',
    }
  }
}

/** Asks again whenever the address changes; an answer that comes too late is dropped. */
export function useAnswer<T>(path: string): Loaded<T> {
  const [held, setHeld] = useState<{ path: string; loaded: Loaded<T> }>({
    path: '',
    loaded: { state: 'loading' },
  })
  useEffect(() => {
    const stop = new AbortController()
    void ask<T>(path, stop.signal).then(loaded => {
      if (!stop.signal.aborted) setHeld({ path, loaded })
    })
    return () => stop.abort()
  }, [path])
  return held.path === path ? held.loaded : { state: 'loading' }
}
