/** Carries out a probe: waits a little, or lets fewer calls of one account run at once. It never refuses anything. */
import type { ServerResponse } from 'node:http'
import type { Slow } from '../model/decision.ts'

/** A call waits no longer than this, whatever the probe says. */
const waitMsMax = 5_000

export interface Slower {
  /** Resolves when the call may be made; call what it gives once the call has ended. */
  hold(account: string, slow: Slow, response: ServerResponse): Promise<() => void>
}

interface Line {
  flying: number
  readonly waiting: (() => void)[]
}

/** @example const done = await slower.hold(account, decision.slow, response); …; done() */
export function makeSlower(): Slower {
  const lines = new Map<string, Line>()

  const enter = async (account: string, most: number, response: ServerResponse): Promise<() => void> => {
    const line = lines.get(account) ?? { flying: 0, waiting: [] }
    lines.set(account, line)
    if (line.flying >= most) {
      let next = (): void => undefined
      const turn = new Promise<void>(resolve => {
        next = resolve
        line.waiting.push(resolve)
      })
      await Promise.race([turn, pause(waitMsMax, response)])
      const place = line.waiting.indexOf(next)
      if (place >= 0) line.waiting.splice(place, 1)
    }
    line.flying += 1
    return () => {
      line.flying -= 1
      line.waiting.shift()?.()
      if (line.flying === 0 && line.waiting.length === 0) lines.delete(account)
    }
  }

  return {
    async hold(account, { delay_ms, concurrent }, response) {
      if (delay_ms !== undefined) await pause(Math.min(delay_ms, waitMsMax), response)
      return concurrent === undefined ? () => undefined : enter(account, concurrent, response)
    },
  }
}

/** Ends early when the caller leaves: nobody is there to be slowed. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      response.off('close', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    response.once('close', end)
  })
}
