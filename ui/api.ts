/** The one door to the service. Types are the service's own; nothing else is ever asked. */
import { useEffect, useState } from 'react'
import { useLive } from './live.ts'

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; code: string; message: string; status?: number }

export async function ask<T>(path: string, signal: AbortSignal, init: RequestInit = {}): Promise<Loaded<T>> {
  try {
    const answer = await fetch(path, {
      ...init,
      signal,
      headers: { accept: 'application/json', ...init.headers },
    })
    const body: unknown = answer.status === 204 ? {} : await answer.json()
    if (answer.ok) return { state: 'ready', value: body as T }
    const { code, message } = body as { code?: string; message?: string }
    const { status } = answer
    return { state: 'failed', code: code ?? String(status), message: message ?? answer.statusText, status }
  } catch (error) {
    if (signal.aborted) return { state: 'loading' }
    return {
      state: 'failed',
      code: 'http/unreachable',
      message: error instanceof Error ? error.message : 'the service does not answer',
    }
  }
}

/** An act: JSON out, JSON back. */
export const send = <T>(path: string, body: unknown, method = 'POST'): Promise<Loaded<T>> =>
  ask<T>(path, new AbortController().signal, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/**
 * Asks again whenever the address changes or there is something new to see; meanwhile what was there stays, so that
 * nothing jumps. An answer that comes too late is dropped. An empty path asks nothing.
 */
export function useAnswer<T>(path: string): Loaded<T> {
  const { revision } = useLive()
  const [held, setHeld] = useState<{ path: string; loaded: Loaded<T> }>({
    path: '',
    loaded: { state: 'loading' },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to ask again
  useEffect(() => {
    if (path === '') return
    const stop = new AbortController()
    void ask<T>(path, stop.signal).then(loaded => {
      if (stop.signal.aborted) return
      setHeld(before => {
        const isHiccup = loaded.state === 'failed' && loaded.code === 'http/unreachable'
        return isHiccup && before.path === path && before.loaded.state === 'ready' ? before : { path, loaded }
      })
    })
    return () => stop.abort()
  }, [path, revision])
  return held.path === path ? held.loaded : { state: 'loading' }
}

/** The answer before stays until the next is there, for lists whose address changes while one types. */
export function useLast<T extends { state: string }>(loaded: T): T {
  const [held, setHeld] = useState(loaded)
  if (loaded.state !== 'loading' && loaded !== held) setHeld(loaded)
  return loaded.state === 'loading' ? held : loaded
}
