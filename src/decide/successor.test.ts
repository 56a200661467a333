import { expect, test } from 'vitest'
import { makeRng } from '../rng.ts'
import type { Matching } from './known.ts'
import { makeRecogniser } from './recogniser.ts'
import { Settled } from './settled.ts'
import { addressOf, shownBy } from './shown-by.ts'
import {
  type CampaignSketch,
  exchangesMax,
  inflationOf,
  type MatchOrigin,
  makeMatcher,
  match,
  scoresOf,
  sumScores,
  valueKey,
} from './successor.ts'

const value = (origin: MatchOrigin, name: string, share: number, honest: number) => ({
  signal: origin,
  value: name,
  origin,
  share,
  honest,
})
const key = (origin: MatchOrigin, name: string) => valueKey(origin, name)

const sketch = (campaign = 'c-1'): CampaignSketch => ({
  campaign,
  values: [
    value('usage', `${campaign} template`, 0.9, 1e-4),
    value('usage', `${campaign} other template`, 0.5, 1e-4),
    value('money', `${campaign} bin`, 0.6, 1e-3),
    value('usage', 'popular client', 0.9, 0.3),
  ],
  honestScores: [
    [1, 1],
    [0, 0],
    [0, 0],
    [1, 1],
  ],
})
const matching = (sketches: readonly CampaignSketch[] = [sketch()], settled: string[] = []): Matching => {
  const filter = new Settled(settled.length)
  for (const name of settled) filter.add(name)
  return { sketches, inflation: 1, honest: 10_000, linked: 0, settled: filter.toBase64() }
}
const of = (keys: string[], exchanges = 1) => ({ exchanges, keys: new Set(keys) })

test('template and card together link; either alone never does, however rare', () => {
  const matcher = makeMatcher(matching())
  const template = key('usage', 'c-1 template')
  const all = [template, key('usage', 'c-1 other template'), key('usage', 'popular client')]
  expect(match(matcher, of([template, key('money', 'c-1 bin')]))).toMatchObject({
    campaign: 'c-1',
    exchanges: 1,
  })
  expect(match(matcher, of(all))).toBeUndefined()
  expect(match(matcher, of([key('money', 'c-1 bin')]))).toBeUndefined()
})

test('a link says what is shared, with both rates', () => {
  const link = match(makeMatcher(matching()), of([key('usage', 'c-1 template'), key('money', 'c-1 bin')]))
  expect(link?.reasons).toContain('money: 60 % of the campaign, 0.1 % of honest new accounts')
})

test('whoever is no new account any more is not tested', () => {
  const shown = of([key('usage', 'c-1 template'), key('money', 'c-1 bin')], exchangesMax + 1)
  expect(match(makeMatcher(matching()), shown)).toBeUndefined()
})

test('campaigns share the error: more of them need more', () => {
  const one = makeMatcher(matching())
  const many = makeMatcher(matching(Array.from({ length: 10 }, (_, i) => sketch(`c-${i}`))))
  expect(many.bar).toBe(10 * one.bar)
})

test('the more an account shows, the more it is suspected: looking often costs nothing', () => {
  const matcher = makeMatcher(matching())
  const keys = [...matcher.bets.keys()]
  const shown = of([])
  let last = 0
  for (const next of keys) {
    shown.keys.add(next)
    const scores = scoresOf(matcher, shown.keys).get(0) ?? []
    const sum = scores.reduce((a, b) => a + b, 0)
    expect(sum).toBeGreaterThanOrEqual(last)
    last = sum
  }
})

test('honest new accounts are not linked, also where honest people share clients, cards and prompts', () => {
  const rng = makeRng(11)
  // Origins that go together: a fifth of people belong to one of 50 circles that share a card range and a template.
  const draw = (): string[] => {
    const circle = rng() < 0.2 ? Math.floor(rng() * 50) : -1
    const keys = [
      key('usage', `client ${Math.floor(rng() ** 3 * 40)}`),
      key('money', `bin ${Math.floor(rng() ** 2 * 300)}`),
    ]
    if (circle >= 0) keys.push(key('usage', `template ${circle}`), key('money', `circle bin ${circle}`))
    else keys.push(key('usage', `template ${50 + Math.floor(rng() ** 2 * 4000)}`))
    return keys
  }
  const reference = Array.from({ length: 4_000 }, draw)
  const holders = new Map<string, number>()
  for (const keys of reference) for (const one of keys) holders.set(one, (holders.get(one) ?? 0) + 1)
  // Campaigns that use what honest circles use too, beside what only they do.
  const sketches = Array.from({ length: 5 }, (_, c): CampaignSketch => {
    const names: [MatchOrigin, string, number][] = [
      ['usage', `template ${c}`, 0.8],
      ['money', `circle bin ${c}`, 0.5],
      ['usage', `client ${c}`, 0.9],
      ['usage', `own ${c}`, 0.7],
      ['money', `own bin ${c}`, 0.6],
    ]
    const values = names.map(([origin, name, share]) =>
      value(origin, name, share, ((holders.get(key(origin, name)) ?? 0) + 1) / (reference.length + 1)),
    )
    return { campaign: `c-${c}`, values, honestScores: [] }
  })
  const plain = { sketches, inflation: 1, honest: reference.length }
  const first = makeMatcher(plain)
  const scored = sketches.map((one, i) => ({
    ...one,
    honestScores: sumScores(reference.map(keys => scoresOf(first, keys).get(i) ?? [])),
  }))
  const inflation = inflationOf(makeMatcher({ ...plain, sketches: scored }), reference, 0)
  const matcher = makeMatcher({ ...plain, sketches: scored, inflation })
  const linked = Array.from({ length: 40_000 }, draw).filter(keys => match(matcher, of(keys, exchangesMax)))
  expect(linked.length).toBeLessThanOrEqual(4)
  // The same test still knows whoever shows what only the campaign shows.
  expect(
    match(matcher, of([key('usage', 'own 1'), key('money', 'own bin 1'), key('usage', 'client 1')])),
  ).toMatchObject({
    campaign: 'c-1',
  })
})

test('nothing to match against links nobody', () => {
  const recogniser = makeRecogniser()
  expect(recogniser.observe('a', [key('usage', 'c-1 template')])).toBeUndefined()
  recogniser.use(matching([]))
  expect(recogniser.observe('a', [key('usage', 'c-1 template')])).toBeUndefined()
})

test('a recogniser links at the exchange that shows enough, from requests and from the store alike', () => {
  const recogniser = makeRecogniser()
  recogniser.use(matching())
  expect(recogniser.learn('a', 0, [key('money', 'c-1 bin')])).toBeUndefined()
  expect(recogniser.observe('a', ['unknown\tvalue'])).toBeUndefined()
  expect(recogniser.observe('a', [key('usage', 'c-1 template')])).toMatchObject({
    campaign: 'c-1',
    exchanges: 2,
  })
  // And stays linked.
  expect(recogniser.observe('a', [])).toMatchObject({ campaign: 'c-1' })
})

test('settled accounts are never tested, and new ones are almost always', () => {
  const settled = Array.from({ length: 20_000 }, (_, i) => `old-${i}`)
  const recogniser = makeRecogniser()
  recogniser.use(matching([sketch()], settled))
  expect(settled.some(name => recogniser.isNew(name))).toBe(false)
  const fresh = Array.from({ length: 20_000 }, (_, i) => `new-${i}`)
  expect(fresh.filter(name => recogniser.isNew(name)).length).toBeGreaterThan(19_600)
  for (let i = 0; i < 3; i++)
    expect(
      recogniser.observe('old-1', [key('usage', 'c-1 template'), key('money', 'c-1 bin')]),
    ).toBeUndefined()
})

test.each([
  ['203.0.113.7', '203.0.113.7', '203.0.113.0'],
  ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0'],
  ['2001:DB8:0:1::1', '2001:db8:0:1::1', '2001:db8::'],
  ['2001:db8:a:b:c:d:e:f', '2001:db8:a:b:c:d:e:f', '2001:db8:a::'],
])('the address %s is written as the engine writes it', (text, address, prefix) => {
  expect(addressOf(text)).toEqual({ text: address, prefix })
})

test('hostile requests show nothing and break nothing', () => {
  for (const ip of ['', '999.1.1.1', '::g', 'http://x', `${'1'.repeat(1000)}`, ']', '::1]:80'])
    expect(addressOf(ip)).toBeUndefined()
  const request = {
    account: 'a',
    model: 'm',
    client: { ip: ']' },
    sketch: { template: -1, bands: 'x', toolset: {} },
  }
  expect(shownBy(request)).toEqual([])
  const sketched = shownBy({
    account: 'a',
    model: 'm',
    sketch: { template: '255', profile: 4096, bands: ['1', null] },
  })
  expect(sketched).toEqual(['shared-template\twhole ff', 'parameter-profile\t1000', 'near-duplicate\t01'])
})
