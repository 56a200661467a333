import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readLabels } from '../labels.ts'
import type { MakeOptions } from '../make.ts'
import { verifyWorld } from '../verify.ts'
import { openPlay } from './folder.ts'
import { startPlay } from './play.ts'

const root = mkdtempSync(join(tmpdir(), 'stillwatch-play-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const options = (name: string, seed = 3): MakeOptions => ({
  out: join(root, name),
  seed,
  start: Date.UTC(2026, 4, 1),
  scenarios: ['honest', 'campaign-range'],
  accounts: 120,
  days: 6,
})
const nothing = { stopped: [], limited: [] }
const text = (name: string, file: string): string => readFileSync(join(root, name, file), 'utf8')
const sent = (name: string, day: number): { account: string; status: number }[] =>
  text(name, `exchanges-day-00${day}.jsonl`)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

describe('an operator', () => {
  test('that loses its pool comes back with fresh accounts, one level up, and the same queue', () => {
    const play = startPlay(options('unused'))
    const days: string[] = []
    const write = (lines: Buffer): void => {
      days[play.day] = `${days[play.day] ?? ''}${lines.toString()}`
    }
    play.nextDay(nothing, write)
    play.nextDay(nothing, write)
    const first = play.members().filter(({ label }) => label.campaign !== undefined)
    play.nextDay({ stopped: first.map(({ line }) => line.account), limited: [] }, write)
    while (play.nextDay(nothing, write));
    const moves = play.moves()['campaign-range-1']?.pools ?? []
    expect(moves.map(({ level }) => level)).toEqual([1, 2])
    expect(moves[1]?.opened).toBeGreaterThan(48)
    const second = play.members().filter(({ label }) => label.campaign === 'campaign-range-1.2')
    expect(second.length).toBe(moves[1]?.accounts)
    expect(new Set(second.map(({ label }) => label.operator))).toEqual(new Set([first[0]?.label.operator]))
    expect(second.every(({ label }) => label.predecessor === 'campaign-range-1')).toBe(true)
    for (const { line } of first) expect(days[5]).not.toContain(line.account)
    expect(second.some(({ line }) => days[5]?.includes(line.account))).toBe(true)
  })

  test('that loses little stays as it is', () => {
    const play = startPlay(options('unused'))
    play.nextDay(nothing, () => {})
    const [one] = play.members().filter(({ label }) => label.campaign !== undefined)
    play.nextDay({ stopped: [one?.line.account ?? ''], limited: [] }, () => {})
    while (play.nextDay(nothing, () => {}));
    expect(play.moves()['campaign-range-1']?.pools).toHaveLength(1)
  })
})

describe('a play in a folder', () => {
  test('taken up day by day is the play that went on, and is whole at every end', async () => {
    const whole = openPlay(options('whole'))
    const found = new Map<number, { account: string; measure?: string }[]>()
    for (let day = 1; day <= 6; day++) {
      const acts =
        day === 3 ? (await readLabels(join(root, 'whole', 'labels.jsonl'))).filter(l => l.campaign) : []
      found.set(
        day,
        acts.map(({ account }) => ({ account })),
      )
      expect(whole.next(found.get(day) ?? [])?.day).toBe(day)
    }
    expect(whole.next([])).toBeUndefined()
    for (let day = 1; day <= 6; day++) {
      openPlay(options('parts')).next(found.get(day) ?? [])
      if (day === 4) expect((await verifyWorld(join(root, 'parts'))).problems).toEqual([])
    }
    expect(text('parts', 'world.json')).toBe(text('whole', 'world.json'))
    expect(text('parts', 'exchanges-day-006.jsonl')).toBe(text('whole', 'exchanges-day-006.jsonl'))
    expect((await verifyWorld(join(root, 'whole'))).problems).toEqual([])
    expect(text('whole', 'accounts-day-003.jsonl')).toContain('"status":"banned"')
  })

  test('stops whoever is named, also the innocent, and refuses every second call of the limited', () => {
    const play = openPlay(options('acts'))
    play.next([])
    const busy = [
      ...sent('acts', 1).reduce((n, { account }) => n.set(account, (n.get(account) ?? 0) + 1), new Map()),
    ]
      .sort((a, b) => b[1] - a[1])
      .map(([account]) => String(account))
    const [stopped = '', limited = ''] = busy
    expect(play.next([{ account: stopped }, { account: limited, measure: 'limit' }])?.acted).toBe(2)
    expect(play.next([{ account: stopped }])?.acted).toBe(0)
    const after = sent('acts', 3)
    expect(after.some(({ account }) => account === stopped)).toBe(false)
    const own = after.filter(({ account }) => account === limited)
    expect(own.filter(({ status }) => status === 429 || status === 400).length).toBeGreaterThan(
      own.length / 5,
    )
  })
})
