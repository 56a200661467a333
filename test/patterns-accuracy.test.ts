import { expect, test } from 'vitest'
import { dataMissing, labelledSets, type TextSet } from '../scripts/accuracy/labelled-text.ts'
import { classifyText } from '../src/ingest/patterns.ts'
import { capabilities, styles } from '../src/model/sketch.ts'

const missing = dataMissing()
if (missing !== undefined) process.stderr.write(`accuracy on public text is not tested: ${missing}\n`)
const sets = missing === undefined ? labelledSets(400) : []

const masks = (set: TextSet) => set.texts.map(row => classifyText(row.user, row.system, row.tools))
const share = (values: readonly number[], bit: number): number =>
  values.filter(value => (value >> bit) & 1).length / values.length

test.runIf(missing === undefined)('no style bit is raised on 2 % of any honest text', () => {
  for (const set of sets.filter(row => row.honest)) {
    const read = masks(set).map(mask => mask.style)
    for (const [bit, name] of styles.entries())
      expect(share(read, bit), `${name} on ${set.name}`).toBeLessThan(0.02)
  }
})

test.runIf(missing === undefined)('the preamble of a generating client is of data-set style', () => {
  const preamble = sets.filter(set => set.name.includes('preamble')).flatMap(masks)
  expect(preamble.map(mask => (mask.style >> styles.indexOf('data-set-style')) & 1)).toEqual([1])
})

test.runIf(missing === undefined)('an instruction set and its Chinese translation read alike', () => {
  const [english = [], chinese = []] = ['en', 'zh'].map(language =>
    sets.filter(set => set.name === 'alpaca, first part' && set.language === language).flatMap(masks),
  )
  for (const [bit, name] of capabilities.entries()) {
    const apart = [english, chinese].map(read =>
      share(
        read.map(mask => mask.capabilities),
        bit,
      ),
    )
    expect(Math.abs((apart[0] ?? 0) - (apart[1] ?? 1)), name).toBeLessThan(0.06)
  }
})

test.runIf(missing === undefined)('coding requests are read as software engineering', () => {
  for (const name of ['codealpaca', 'coding agent sessions']) {
    const read = sets.filter(set => set.name === name).flatMap(masks)
    const bit = capabilities.indexOf('software-engineering')
    expect(
      share(
        read.map(mask => mask.capabilities),
        bit,
      ),
    ).toBeGreaterThan(0.85)
  }
})
