import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockOf, blockStart, overlay, parseRanges } from './ranges.ts'

/** Up to six disjoint ranges of numbers below 4096, as one CSV of a list. */
const list = fc
  .uniqueArray(fc.integer({ min: 0, max: 4095 }), { maxLength: 12 })
  .map(edges => edges.sort((a, b) => a - b))
  .map(edges => {
    const lines: string[] = []
    for (let i = 0; i + 1 < edges.length; i += 2) lines.push(`${edges[i]},${edges[i + 1]},v${i}`)
    return lines.join('\n')
  })

const scale = (csv: string, by: number): string =>
  csv.replaceAll(/^(\d+),(\d+)/gm, (_, low, high) => `${Number(low) * by},${(Number(high) + 1) * by - 1}`)

const holds = (csv: string, at: number): string => {
  for (const line of csv.split('\n')) {
    const [low, high, value] = line.split(',')
    if (Number(low) <= at && at <= Number(high)) return value ?? ''
  }
  return ''
}

test('every address has what each of two lists says of it, across blocks and gaps', () => {
  fc.assert(
    fc.property(list, list, fc.integer({ min: 0, max: 4095 }), (one, other, probe) => {
      // 4096 steps of 1000 lie over 63 blocks of IPv4.
      const [first, second] = [scale(one, 1000), scale(other, 1000)]
      const rows = [...overlay(parseRanges(first, 4, 'one'), parseRanges(second, 4, 'other'))]
      for (const at of [probe * 1000, probe * 1000 + 999]) {
        const address = 0xffff_0000_0000n + BigInt(at)
        const row = rows
          .filter(r => r.block === blockOf(address) && r.offset + blockStart(r.block) <= address)
          .at(-1)
        expect([row?.first ?? '', row?.second ?? '']).toEqual([holds(first, at), holds(second, at)])
      }
    }),
  )
})

test('starts rise within a block and blocks stay together, as the join needs them', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      const rows = [
        ...overlay(parseRanges(scale(one, 999), 4, 'one'), parseRanges(scale(other, 777), 4, 'other')),
      ]
      rows.slice(1).forEach((row, i) => {
        const before = rows[i]
        expect(before !== undefined && row.block >= before.block).toBe(true)
        if (before?.block === row.block) expect(row.offset > before.offset).toBe(true)
      })
    }),
  )
})

test('a line that is not start,end,value is refused with the name of its file', () => {
  for (const bad of ['1.0.0.0,1.0.0.255,AU', 'nonsense', '1,', ',2,AU', '{"a":1}'])
    expect(() => parseRanges(bad, 4, 'x.csv')).toThrow(/x\.csv: a line is not/)
})

test('windows line ends, blank lines and a missing last newline change nothing', () => {
  expect(parseRanges('1,2,AU\r\n\n5,9,"A, ""B"""', 6, 'x')).toEqual({
    starts: [1n, 5n],
    ends: [2n, 9n],
    values: ['AU', '"A, ""B"""'],
  })
})

test('where a list overlaps itself, what came first keeps its addresses', () => {
  expect(parseRanges('1,5,A\n4,9,B\n6,7,C', 6, 'x')).toMatchObject({ starts: [1n, 6n], ends: [5n, 9n] })
})
