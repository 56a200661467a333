/** Holds what new accounts have shown so far, bounded, and says at once when one is a campaign's successor. */
import type { Matching } from './known.ts'
import { Settled } from './settled.ts'
import {
  exchangesMax,
  type Matcher,
  makeMatcher,
  match,
  type Shown,
  type SuccessorLink,
  show,
} from './successor.ts'

/** New accounts remembered at once; the one that was silent for longest is forgotten first. About 300 B each. */
const accountsMax = 100_000

export interface Recogniser {
  /** What campaigns bet on; undefined while there is nothing to match. */
  readonly matcher: Matcher | undefined
  /** Swaps what is matched against; what accounts have shown is kept. */
  use(matching: Matching | undefined): void
  isNew(account: string): boolean
  /**
   * One exchange, before it is made, as far as the request shows it.
   * @returns a link, the first time and every time while the account is remembered
   */
  observe(account: string, keys: Iterable<string>): SuccessorLink | undefined
  /** What the store says about one account: its `position`-th exchange (0: its own record) showed `keys`. */
  learn(account: string, position: number, keys: Iterable<string>): SuccessorLink | undefined
}

interface State extends Shown {
  link?: SuccessorLink
}

export function makeRecogniser(): Recogniser {
  const states = new Map<string, State>()
  let matcher: Matcher | undefined
  let settled: Settled | undefined

  const stateOf = (account: string): State => {
    const known = states.get(account)
    if (known !== undefined) {
      // Last used, last in line: a Map keeps the order of insertion.
      states.delete(account)
      states.set(account, known)
      return known
    }
    if (states.size >= accountsMax)
      for (const oldest of states.keys()) {
        states.delete(oldest)
        break
      }
    const made: State = { exchanges: 0, keys: new Set() }
    states.set(account, made)
    return made
  }
  const judge = (state: State, grew: boolean): SuccessorLink | undefined => {
    if (grew && state.link === undefined && matcher !== undefined) {
      const link = match(matcher, state)
      if (link !== undefined) state.link = link
    }
    return state.link
  }

  return {
    get matcher() {
      return matcher
    },
    use(matching) {
      matcher = matching && makeMatcher(matching)
      settled = matching === undefined ? undefined : Settled.fromBase64(matching.settled)
      for (const [account, state] of states) {
        for (const key of state.keys) if (!matcher?.bets.has(key)) state.keys.delete(key)
        if (state.keys.size === 0 || settled?.has(account)) states.delete(account)
      }
    },
    isNew: account => settled !== undefined && !settled.has(account),
    observe(account, keys) {
      if (matcher === undefined || settled === undefined || settled.has(account)) return undefined
      // An account that shows nothing of any campaign costs no memory.
      if (!states.has(account) && !anyOf(keys, matcher.bets)) return undefined
      const state = stateOf(account)
      state.exchanges++
      if (state.exchanges > exchangesMax) return state.link
      return judge(state, show(matcher, state, keys))
    },
    learn(account, position, keys) {
      if (matcher === undefined || position > exchangesMax) return undefined
      if (!states.has(account) && !anyOf(keys, matcher.bets)) return undefined
      const state = stateOf(account)
      const grew = show(matcher, state, keys)
      state.exchanges = Math.max(state.exchanges, position)
      return judge(state, grew)
    },
  }
}

function anyOf(keys: Iterable<string>, bets: ReadonlyMap<string, unknown>): boolean {
  for (const key of keys) if (bets.has(key)) return true
  return false
}
