/** What the page writes into files and says about the range, without a browser. */
import { expect, test } from 'vitest'
import { explained } from '../src/model/value-words.ts'
import { scenarios } from '../src/range/scenarios/index.ts'
import { csvOf, fileName } from '../ui/csv.ts'
import { testedAgainst } from '../ui/look-alikes.ts'
import { zhNames } from '../ui/words/zh-names.ts'

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|"/c calc"!A1', '\nx', '＝1+1', '＠SUM(A1)'])(
  '%j reaches a spreadsheet as text, never as a formula',
  hostile => {
    const [, line = ''] = csvOf(['name'], [[hostile]]).split('\r\n')
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
  },
)

test('numbers stay numbers, quotes and line breaks stay inside their cell', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        [-3.5, 'x "y",\nz'],
        [undefined, ''],
      ],
    ),
  ).toBe('\ufeffa,b\r\n-3.5,"x ""y"",\nz"\r\n,\r\n')
})

test('a name of anything becomes a file name that every system takes', () => {
  expect(fileName('../../etc/passwd')).toBe('etc-passwd.csv')
  expect(fileName('蒸馏')).toBe('table.csv')
})

test('every look-alike that evidence is said to be tested against is in the range, and has a Chinese name', () => {
  const named = Object.values(testedAgainst).flat()
  expect(named.filter(one => !Object.hasOwn(scenarios, one))).toEqual([])
  expect(named.filter(one => !Object.hasOwn(zhNames.lookAlikes, one))).toEqual([])
})

test.each([
  [
    '128 of 128 members agree on mail shape L5D4; 89 of 2361 other accounts have it',
    '128 of 128 members agree on mail shape L5D4 (5 letters, 4 digits); 89 of 2361 other accounts have it',
  ],
  ['mail shape L1.L6', 'mail shape L1.L6 (1 letter, “.”, 6 letters)'],
  ['template closing 37…', 'template by its closing words 37…'],
  ['Mail shape <b>L5</b>: shared with 2 other members', 'Mail shape <b>L5</b>: shared with 2 other members'],
  ['client template closing 1', 'client template closing 1'],
])('“%s” is read as “%s”', (stored, read) => {
  expect(explained(stored)).toBe(read)
})
