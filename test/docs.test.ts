/** Pages say what the code does: what can be made from it is, and what cannot is checked as far as it goes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedPages, root } from '../scripts/docs/pages.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const under = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length))
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...under('docs').filter(file => file.endsWith('.md')),
]
const code = [...under('src'), ...under('ui'), ...under('test'), ...under('scripts'), ...under('bench')]

test.each(Object.entries(generatedPages()))(
  '%s is what the code says now (else: npm run docs)',
  (path, text) => {
    expect(read(path)).toBe(text)
  },
)

test('every link between pages leads to a file', () => {
  const broken = pages.flatMap(page =>
    [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, target]) => target ?? '')
      .filter(target => !/^[a-z]+:/.test(target))
      .filter(target => !existsSync(join(root, dirname(page), target)))
      .map(target => `${page} → ${target}`),
  )
  expect(broken).toEqual([])
})

test('every file that a page names exists', () => {
  const absent = pages
    .filter(page => page !== 'CONTRIBUTING.md')
    .flatMap(page =>
      [...read(page).matchAll(/`([\w./-]+\.(?:ts|tsx|sql))`/g)]
        .map(([, name]) => name ?? '')
        // Patterns of names, not names.
        .filter(name => !/NNNN|\bx\./.test(name))
        .filter(name => !code.some(file => file === name || file.endsWith(`/${name}`)))
        .filter(name => !existsSync(join(root, name)))
        .map(name => `${page} names ${name}`),
    )
  expect(absent).toEqual([])
})

test('every function that a page names is in the source', () => {
  const source = code
    .filter(file => /\.tsx?$/.test(file))
    .map(read)
    .join('\n')
  const absent = [
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    ...pages.filter(page => page.startsWith('docs/adr/')),
  ].flatMap(page =>
    [...read(page).matchAll(/`([a-z]+[A-Z]\w*)(?:\([^`]*\))?`/g)]
      .map(([, name]) => name ?? '')
      .filter(name => !new RegExp(`\\b${name}\\b`).test(source))
      .map(name => `${page} names ${name}`),
  )
  expect(absent).toEqual([])
})

test('every npm script that a page tells to run exists', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const told = pages.flatMap(page =>
    [...read(page).matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name ?? ''),
  )
  expect(told.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
})

test('decisions are numbered without a gap', () => {
  const numbers = under('docs/adr').map(file =>
    Number(file.slice('docs/adr/'.length, 'docs/adr/'.length + 4)),
  )
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1))
})
