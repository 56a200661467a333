/** Who is asking, and what they may do. The service checks every act itself; the page only leaves out what is vain. */
import { useEffect, useState } from 'react'
import { ask } from './api.ts'

interface Session {
  id: string
  kind: string
  roles: readonly string[]
}

/** Asked once: whoever signs in or out begins a new page. */
let asked: Promise<Session | undefined> | undefined

async function read(): Promise<Session | undefined> {
  const answer = await ask<Session>('/v1/session', new AbortController().signal)
  return answer.state === 'ready' ? answer.value : undefined
}

export function useSession(): Session | undefined {
  const [session, setSession] = useState<Session>()
  useEffect(() => {
    asked ??= read()
    void asked.then(setSession)
  }, [])
  return session
}

export const mayReview = (session: Session | undefined): boolean =>
  session === undefined || session.roles.includes('review') || session.roles.includes('admin')

export async function signOut(): Promise<void> {
  await fetch('/logout', { method: 'POST' })
  location.assign('/login')
}
