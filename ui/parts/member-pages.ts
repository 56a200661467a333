import { useCallback, useEffect, useRef, useState } from 'react'
import type { Member } from '../../src/model/finding.ts'
import type { MemberRows } from '../../src/model/page.ts'
import { ask } from '../api.ts'
import { useLive } from '../live.ts'
import { refusalText } from './refusal.tsx'

const size = 200

interface Pages {
  key: string
  total: number | undefined
  pages: ReadonlyMap<number, readonly Member[]>
  failure: string | undefined
}

const nothing = (key: string): Pages => ({ key, total: undefined, pages: new Map(), failure: undefined })

/** Members by position, asked for in blocks as they come into sight; a new question forgets the old answers. */
export function useMemberPages(path: string, query: string) {
  const { revision } = useLive()
  const key = `${path}?${query}`
  const [held, setHeld] = useState<Pages>(() => nothing(key))
  const asked = useRef(new Set<string>())
  const wanted = useRef<readonly number[]>([0])
  const stop = useRef<AbortController>(undefined)

  const read = useCallback(
    async (page: number) => {
      const address = `${key}&offset=${page * size}&limit=${size}`
      if (asked.current.has(address)) return
      asked.current.add(address)
      stop.current ??= new AbortController()
      const answer = await ask<MemberRows>(address, stop.current.signal)
      if (answer.state === 'loading') return
      setHeld(before => {
        const own = before.key === key ? before : nothing(key)
        if (answer.state === 'failed') return { ...own, failure: refusalText(answer) }
        return {
          ...own,
          total: answer.value.total,
          pages: new Map(own.pages).set(page, answer.value.items),
          failure: undefined,
        }
      })
    },
    [key],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to ask again
  useEffect(() => {
    for (const page of wanted.current) void read(page)
    return () => {
      stop.current?.abort()
      stop.current = undefined
      asked.current = new Set()
    }
  }, [read, revision])

  const want = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(first / size)
      wanted.current = Array.from({ length: Math.floor(last / size) - from + 1 }, (_, index) => from + index)
      for (const page of wanted.current) void read(page)
    },
    [read],
  )
  const own = held.key === key ? held : nothing(key)
  const memberAt = (index: number): Member | undefined =>
    own.pages.get(Math.floor(index / size))?.[index % size]
  return { total: own.total, failure: own.failure, memberAt, want }
}
