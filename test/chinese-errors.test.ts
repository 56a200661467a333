/** Whoever reads Chinese is told in Chinese why the service refused or failed: each code that the page can meet has words. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { failures } from '../scripts/docs/errors.ts'
import { errorInChinese } from '../src/model/chinese/errors.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files that the service's answers can come from: what its app imports, and the store that is handed to it. */
function served(): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return
    found.add(file)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm,
    ))
      visit(resolve(dirname(file), from))
  }
  const store = readdirSync(join(root, 'src/store')).filter(
    one => one.endsWith('.ts') && !/\.(test|contract)\./.test(one),
  )
  for (const file of [
    'src/server/app.ts',
    'src/cli/make-dossier.ts',
    ...store.map(one => `src/store/${one}`),
  ])
    visit(join(root, file))
  return new Set([...found].map(file => relative(root, file)))
}

const files = served()
/** Asked of a command, or by a program of another provider: never by the page. */
const commands = /^(gateway|taxii|ingest\/(no-file|unreadable)|report\/no-fonts)/
const met = failures(root).filter(
  ({ file, code }) => files.has(file) && !commands.test(code) && !/[<]/.test(code),
)

/** A message as the source writes it, with something in place of each slot. */
const filled = (message: string): string => message.split(' / ')[0]?.replaceAll(/<[^>]*>/g, '12') ?? ''

/** Our own English words that were left standing; commands, media types and names of files are nobody's language. */
const english = (text: string): string[] =>
  (text.match(/[A-Za-z]{3,}/g) ?? []).filter(
    word =>
      !/^(stillwatch|detect|ingest|token|add|Authorization|Bearer|Content|Encoding|Type|gzip|zstd|deflate|identity|application|protobuf|json|localhost|UTF|JSON|OTLP|settings|rules|cedar)$/.test(
        word,
      ),
  )

test('the service is read rightly: it holds the refusals that are known', () => {
  const codes = new Set(met.map(one => one.code))
  expect(codes.size).toBeGreaterThan(70)
  for (const known of [
    'containment/same-person',
    'auth/role',
    'http/invalid',
    'account/unknown',
    'report/busy',
    'store/timeout',
  ])
    expect(codes).toContain(known)
})

test.each([...new Set(met.map(({ code, message }) => `${code} ${filled(message)}`))])(
  '“%s” has Chinese words',
  line => {
    const [code = ''] = line.split(' ')
    const told = errorInChinese(code, line.slice(code.length + 1))
    expect(told).toMatch(/\p{Script=Han}/u)
    expect(english(told ?? '')).toEqual([])
    expect(told).not.toMatch(/undefined| {2}|““/)
  },
)

test.each([
  [
    'containment/too-wide',
    '412 accounts would be held, more than 50; the rules set this bound',
    '会涉及 412 个账户，超过规则所定的 50 个。',
  ],
  [
    'containment/too-wide',
    '31 % of all exchanges are touched, more than 25 %; the rules set this bound',
    '会涉及全部交互的 31 %，超过规则所定的 25 %。',
  ],
  [
    'containment/too-honest',
    '12.5 % may be honest, more than 5 %; the rules set this bound',
    '其中可能有 12.5 % 是正常账户，超过规则所定的 5 %。',
  ],
  [
    'containment/too-long',
    '400 hours are more than 336; the rules set this bound',
    '400 小时超过规则所定的 336 小时。',
  ],
  [
    'containment/rules',
    'two_persons_above: Too small: expected number to be >=0',
    '界限不合要求。“two_persons_above”：不得小于 0。',
  ],
  [
    'http/invalid',
    'reason: Too small: expected string to have >=3 characters',
    '请求不合要求。“reason”：至少 3 个字符。',
  ],
  [
    'campaign/state',
    'the campaign is dismissed: confirm it first, with the reason',
    '该行动的状态是“已驳回”：请先确认它，并写明理由。',
  ],
  ['auth/role', 'this needs the role review', '此操作需要“审查”角色。'],
])('%s tells the numbers and names of “%s”', (code, message, told) => {
  expect(errorInChinese(code, message)).toBe(told)
})

test('a code that nobody knows keeps its English', () => {
  expect(errorInChinese('else/where', 'something new')).toBeUndefined()
})
