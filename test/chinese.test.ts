/** Whoever reads Chinese reads the same evidence: every signal and every sentence that detection writes has its words. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { signalGlossary } from '../src/cli/signal-glossary.ts'
import { actNames } from '../src/model/act-names.ts'
import { actNames as chineseActs } from '../src/model/chinese/names.ts'
import { nameInChinese, sentenceInChinese } from '../src/model/chinese/sentences.ts'
import { signalsInChinese } from '../src/model/chinese/signals.ts'
import { pieceCap } from '../src/model/piece-cap.ts'
import { tell } from '../src/report/story.ts'
import { attributeSignals, signals } from '../src/signals/index.ts'
import { believableFindings } from './fixtures/findings.ts'

const folder = fileURLToPath(new URL('../src/discover', import.meta.url))
const sources = readdirSync(folder)
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => readFileSync(`${folder}/${file}`, 'utf8'))
  .join('\n')

/** Sentences of evidence as they stand in detection's source, with something in place of each number and value. */
const written = [...sources.matchAll(/\bdetail(?::| =)\s*(`[^`]*`|'[^']*')/g)].map(([, quoted = '']) =>
  quoted
    .slice(1, -1)
    .replaceAll(/\$\{[^}]*describe\([^}]*\}/g, 'card range 431389 virtual')
    .replaceAll(/\$\{[^}]*\}/g, '12'),
)
const described = signals.map(one =>
  one.kind === 'attribute'
    ? `7 of 9 members agree on ${one.describe('5f2c')}; 1 of 90 other accounts have it`
    : one.describe(0.4, 0.1),
)

/** Words of ours in English that were left standing; what came with the data may be anything. */
const english = (text: string): string[] =>
  text.match(/[A-Za-z]{3,}/g)?.filter(word => !['VPN', 'TLS', 'NAT'].includes(word)) ?? []

test('every signal and circumstance has a Chinese name, reason and innocent explanation', () => {
  const known = new Set([...signals.map(one => one.id), ...Object.keys(signalGlossary)])
  expect([...known].filter(id => !Object.hasOwn(signalsInChinese, id))).toEqual([])
  const spoken = Object.entries(signalsInChinese).flatMap(([id, words]) =>
    Object.values(words)
      .filter(text => !/\p{Script=Han}/u.test(text) || english(text).length > 0)
      .map(text => `${id}: ${text}`),
  )
  expect(spoken).toEqual([])
})

test('detection’s source is read rightly: it holds the sentences that are known', () => {
  expect(written.length).toBeGreaterThanOrEqual(13)
  expect(written).toContain('12 % of members are billed by invoice')
})

test.each([...written, ...described])('“%s” can be told in Chinese', sentence => {
  const told = sentenceInChinese(sentence)
  expect(told).toBeDefined()
  expect(english((told ?? '').replace('virtual', ''))).toEqual([])
})

test('every limit, silence and answer that a finding is told with has its Chinese', () => {
  const { findings, run } = believableFindings(7)
  const partial = { ...run, sources: run.sources.map(one => ({ ...one, coverage: 0.31 })) }
  const sentences = findings.flatMap(finding => {
    const { limits, silent, alternatives } = tell(finding, partial, signalGlossary)
    return [...limits, ...silent.map(one => one.note), ...alternatives.map(one => one.answer)]
  })
  expect(sentences.length).toBeGreaterThan(20)
  expect([...new Set(sentences)].filter(one => sentenceInChinese(one) === undefined)).toEqual([])
})

test('a value is told with its number, whatever it holds', () => {
  for (const { describe } of attributeSignals) {
    const told = sentenceInChinese(
      `${describe('x; 9 of 9')}: shared with 3 other members; 4 of 50 other accounts have it`,
    )
    expect(told).toContain('与另外 3 个成员共有；其他 50 个账户中有 4 个')
  }
})

test('why a group was left alone is told with each of its reasons', () => {
  expect(
    sentenceInChinese(
      "Coordinated, but honest use explains it: members' daily volumes spread by a factor of 2.6; people's by about 2.5, a scheduler's by less than 1.6; 81 % of members work from a campus network.",
    ),
  ).toBe(
    '相互协同，但可由正常使用解释：成员的日用量相差 2.6 倍；人之间约为 2.5 倍，调度程序则小于 1.6 倍；81 % 的成员从校园网络工作。',
  )
})

test('every act that the program logs has a name in both languages', () => {
  const folder = fileURLToPath(new URL('../src', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    one => one.endsWith('.ts') && !one.endsWith('.test.ts'),
  )
  const logged = files.flatMap(
    one => readFileSync(`${folder}/${one}`, 'utf8').match(/(?<=\bact: ')[a-z]+\/[a-z-]+/g) ?? [],
  )
  expect(new Set(logged).size).toBeGreaterThan(15)
  for (const names of [actNames, chineseActs])
    expect(logged.filter(one => !Object.hasOwn(names, one))).toEqual([])
})

test('names of findings are told; a name of another form is left as it came', () => {
  expect(nameInChinese('After reasoning and agentic tool use, linked by shared money, network')).toBe(
    '推理和智能体工具使用，由共同的资金、网络关联',
  )
  expect(nameInChinese('mixed capabilities, linked by members’ own evidence')).toBe(
    '多种能力，由成员各自的证据关联',
  )
  expect(nameInChinese('<img src=x onerror=alert(1)>')).toBeUndefined()
})

test('a megabyte that begins like a sentence of ours is left as it came', () => {
  const long = `${'7 of 9 members agree on a; '.repeat(40_000)}x`
  expect(sentenceInChinese(long)).toBeUndefined()
})

test('the page names the cap that detection sets', () => {
  expect(sources).toContain(`export const originCap = ${pieceCap}\n`)
})
