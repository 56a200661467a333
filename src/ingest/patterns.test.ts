import { expect, test } from 'vitest'
import { capabilities, demands, styles } from '../model/sketch.ts'
import { type CaseFile, readCases } from './patterns/cases.ts'
import { classifiedText, classifyText, patternTable } from './patterns.ts'

const names: Record<CaseFile, readonly string[]> = { capabilities, demands, style: styles }
const files: readonly CaseFile[] = ['capabilities', 'demands', 'style']

const holds = (file: CaseFile, bit: string, text: string): boolean =>
  ((classifyText(text, '', 0)[file] >> names[file].indexOf(bit)) & 1) === 1

for (const file of files) {
  for (const bit of names[file]) {
    const cases = readCases(file).filter(row => row.bit === bit)

    test(`${bit}: at least 25 sentences of at least four languages, a quarter of them look-alikes`, () => {
      expect(cases.length).toBeGreaterThanOrEqual(25)
      expect(new Set(cases.map(row => row.language)).size).toBeGreaterThanOrEqual(4)
      expect(cases.filter(row => !row.holds).length).toBeGreaterThanOrEqual(cases.length / 5)
    })

    test(`${bit}: precision 0.95 and recall 0.9 or better on our sentences`, () => {
      const found = cases.filter(row => holds(file, bit, row.text))
      const right = found.filter(row => row.holds).length
      const wrong = cases.filter(row => row.holds !== holds(file, bit, row.text)).map(row => row.text)
      expect(right / found.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
      expect(right / cases.filter(row => row.holds).length, wrong.join('\n')).toBeGreaterThanOrEqual(0.9)
    })
  }
}

test('every pattern means the same to both engines', () => {
  for (const { pattern } of patternTable) {
    expect(pattern, 'text is in lower case').toBe(pattern.toLowerCase())
    expect(pattern, 'Hyperscan has no look-around and no named groups').not.toMatch(/\(\?/)
    expect(pattern, 'no back-references; these classes differ on Unicode').not.toMatch(/\\[1-9sdwp]/)
    expect(pattern, 'a boundary beside a letter beyond ASCII never holds').not.toMatch(
      /\\b\P{ASCII}|\P{ASCII}\\b/u,
    )
    expect(pattern, '$ stops before a last line break in one engine only').not.toMatch(/\$/)
    expect(pattern, 'of [^ab] the engine honours the first alone').not.toMatch(/\[\^(\\.|[^\\\]]){2,}\]/u)
    expect(pattern, 'long counted gaps are refused as too slow').not.toMatch(/\{\d+,\d{3,}\}/)
  }
})

test('tools in the request make it agentic, whatever its words', () => {
  expect(classifyText('hm', '', 3)).toEqual({ capabilities: 1, demands: 0, style: 0 })
  expect(classifyText('', '', 0)).toEqual({ capabilities: 0, demands: 0, style: 0 })
})

test('the system prompt counts as much as the message', () => {
  expect(holds('capabilities', 'translation', 'Good evening')).toBe(false)
  const bits = classifyText('Good evening', 'Translate what the user says into Welsh.', 0)
  expect((bits.capabilities >> capabilities.indexOf('translation')) & 1).toBe(1)
})

test('of a long message the beginning and the end are read, and no more', () => {
  const material = 'lorem ipsum '.repeat(2000)
  expect(holds('capabilities', 'summarization', `${material} Summarize the text above.`)).toBe(true)
  expect(holds('capabilities', 'summarization', `Summarize: ${material}`)).toBe(true)
  expect(holds('capabilities', 'summarization', `${material} Summarize it. ${material}`)).toBe(false)
  expect(classifiedText(material, material).length).toBeLessThan(5700)
})
