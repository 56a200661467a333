import { describe, expect, test } from 'vitest'
import { makeRng } from '../rng.ts'
import { type Asked, type Hypothesis, judge } from './ledger.ts'

const seed = 20261123
const alpha = 0.01
const none: ReadonlyMap<string, Hypothesis> = new Map()

const group = (id: string, exchanges: number, purpose: number, hand = 20, known = 1): Asked => ({
  id,
  exchanges,
  hand,
  purpose,
  known,
})

/** Looks one after another; each is given what the one before left. */
function look(steps: readonly (readonly Asked[])[]): ReadonlySet<string>[] {
  let ledger = none
  return steps.map(asked => {
    const { named, bets } = judge(asked, ledger, alpha)
    ledger = new Map([...ledger, ...bets])
    return named
  })
}

describe('a verdict', () => {
  test('on one look is what the two e-values say', () => {
    const asked = [group('taking', 500, 9), group('honest', 800, 2), group('strangers', 300, 9, 4)]
    expect([...judge(asked, none, alpha).named]).toEqual(['taking'])
  })

  test('stays while the hours of one look say less, and falls when the members are others', () => {
    const [first, weak, others] = look([
      [group('c', 500, 9)],
      [group('c', 520, 5, 3)],
      [group('c', 900, 5, 3, 0.5)],
    ])
    expect(first?.has('c')).toBe(true)
    expect(weak?.has('c')).toBe(true)
    expect(others?.has('c')).toBe(false)
  })

  test('is not given for what one hour among many shows', () => {
    const calm = Array.from({ length: 20 }, (_, hour) => [group('crowd', 400 + 10 * hour, 0.5)])
    const seen = look([...calm, [group('crowd', 620, 6.9)], [group('crowd', 630, 1)]])
    expect(seen.some(named => named.has('crowd'))).toBe(false)
    // The same evidence at the first look would have been enough, beside another campaign.
    const alone = [group('crowd', 620, 6.9), group('other', 500, 12)]
    expect(judge(alone, none, alpha).named.has('crowd')).toBe(true)
  })

  test('comes when what is taken shows later and lasts', () => {
    const steps = Array.from({ length: 60 }, (_, hour) => [
      group('slow', 20 * (hour + 1), hour < 10 ? 4 : 10),
    ])
    const seen = look(steps)
    expect(seen[9]?.has('slow')).toBe(false)
    expect(seen.at(-1)?.has('slow')).toBe(true)
  })

  test('counts everybody who was ever asked', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => group(`honest-${i}`, 100, 0))
    const [, after] = look([crowd, [group('late', 500, 6.5)]])
    expect(after?.has('late')).toBe(false)
    expect(judge([group('late', 500, 6.5), group('b', 500, 12)], none, alpha).named.has('late')).toBe(true)
  })
})

/** The luckiest e-value there is: all on one chance in seven hundred. */
const luck = (rng: () => number): number => (rng() < 1 / 700 ? Math.log(700) : -40)

/** Mean share of false names among all names of a deployment that looks eight times a day for 45 days. */
function falseShare(remember: boolean, draw: (rng: () => number) => Pick<Asked, 'hand' | 'purpose'>): number {
  const rng = makeRng(seed)
  const deployments = 60
  let sum = 0
  for (let deployment = 0; deployment < deployments; deployment++) {
    let ledger = none
    const ever = new Set<string>()
    for (let at = 1; at <= 360; at++) {
      const honest = Array.from({ length: 12 }, (_, i) => ({
        ...group(`honest-${i}`, 9 * at, 0),
        ...draw(rng),
      }))
      const taking = Array.from({ length: 4 }, (_, i) => group(`taking-${i}`, 40 * at, 9))
      const { named, bets } = judge([...honest, ...taking], remember ? ledger : none, alpha)
      ledger = bets
      for (const id of named) ever.add(id)
    }
    sum += [...ever].filter(id => id.startsWith('honest')).length / Math.max(1, ever.size)
  }
  return sum / deployments
}

describe(`over a deployment’s life (seed ${seed})`, () => {
  test.each<[string, (rng: () => number) => Pick<Asked, 'hand' | 'purpose'>]>([
    ['honest groups', rng => ({ hand: 20, purpose: luck(rng) })],
    ['strangers', rng => ({ hand: luck(rng), purpose: 12 })],
  ])(
    'the share of %s among those named stays within the promise, which looks without a memory break',
    (_, draw) => {
      expect(falseShare(false, draw)).toBeGreaterThan(3 * alpha)
      expect(falseShare(true, draw)).toBeLessThanOrEqual(alpha)
    },
  )
})
