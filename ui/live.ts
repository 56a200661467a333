/** Keeps an open page true: asks for the pulse every few seconds, and has everything read again when it changed. */
import { useSyncExternalStore } from 'react'
import type { Pulse } from '../src/model/page.ts'

export interface Live {
  /** Grows when there is something new to see. */
  revision: number
  /** False while the service does not answer. */
  isReached: boolean
}

const everyMs = 5_000
let held: Live = { revision: 0, isReached: true }
let seen: string | undefined
const listeners = new Set<() => void>()

function publish(next: Live): void {
  if (next.revision === held.revision && next.isReached === held.isReached) return
  held = next
  for (const listener of listeners) listener()
}

async function beat(): Promise<void> {
  if (document.hidden) return
  try {
    const answer = await fetch('/v1/pulse', { headers: { accept: 'application/json' } })
    if (!answer.ok) return
    const pulse = JSON.stringify((await answer.json()) as Pulse)
    const isNew = seen !== undefined && seen !== pulse
    seen = pulse
    publish({ revision: held.revision + (isNew ? 1 : 0), isReached: true })
  } catch {
    publish({ ...held, isReached: false })
  }
}

/** After an act of one's own: what is shown is read again at once. */
export function refresh(): void {
  seen = undefined
  publish({ ...held, revision: held.revision + 1 })
  void beat()
}

let timer: number | undefined
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    void beat()
    timer = window.setInterval(() => void beat(), everyMs)
    document.addEventListener('visibilitychange', beat)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', beat)
    timer = undefined
  }
}

export const useLive = (): Live => useSyncExternalStore(subscribe, () => held)
