/**
 * Folders are only architecture while imports respect them. What each may import stands in ARCHITECTURE.md and is read
 * from there, so that page and code cannot drift apart.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formats } from '../src/ingest/formats/index.ts'
import { scenarios } from '../src/range/scenarios/index.ts'
import { signals } from '../src/signals/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

function walk(folder: string): string[] {
  const path = join(root, folder)
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => {
    const name = `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(name) : entry.name.startsWith('.') ? [] : [name]
  })
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const isTest = (file: string): boolean => /\.(test|contract)\.tsx?$/.test(file)
const source = [...walk('src'), ...walk('ui')].filter(file => /\.tsx?$/.test(file) && !isTest(file))
const everything = ['src', 'ui', 'test', 'scripts', 'bench']
  .flatMap(walk)
  .concat('vitest.config.ts', 'knip.ts')

/** Cells of the table under a heading; code spans of a cell are its names. */
function table(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|').slice(1, -1))
}
const namesIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')

const mayImport = new Map<string, readonly string[]>()
for (const [folders, imports] of table('Folders')) {
  for (const folder of namesIn(folders)) mayImport.set(folder, namesIn(imports))
}

interface Import {
  file: string
  /** Folder of `src/`, loose file of it, or `ui`. */
  from: string
  to: string
  /** The file, where `to` is a folder. */
  exact: string
}

const folderOf = (file: string): string => (file.startsWith('src/') ? (file.split('/')[1] ?? '') : 'ui')

function importsOf(file: string): Import[] {
  const from = folderOf(file)
  const specifiers = [
    ...read(file).matchAll(
      /^(?:import|export)\b[^'\n]*(?:\n[^'\n]*)*?from '([^']+)'|\bimport\(?\s*'([^']+)'/gm,
    ),
  ]
  return specifiers.map(([, named, bare]) => {
    const specifier = named ?? bare ?? ''
    if (!specifier.startsWith('.')) {
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
      return { file, from, to: name, exact: name }
    }
    const target = relative(root, resolve(root, dirname(file), specifier))
    return { file, from, to: folderOf(target), exact: target.replace(/^src\//, '') }
  })
}
const imports = source.flatMap(importsOf)

test('every folder of src stands in the table, and the table names no other', () => {
  const found = new Set(source.map(folderOf))
  expect([...mayImport.keys()].sort()).toEqual([...found].sort())
})

test('folders import only what the table in ARCHITECTURE.md allows', () => {
  const wrong = imports.filter(({ file, from, to, exact }) => {
    if (from === to || file === 'ui/vite.config.ts') return false
    const allowed = mayImport.get(from) ?? []
    return (
      !allowed.includes(to) &&
      !allowed.includes(exact) &&
      !(to.startsWith('node:') && allowed.includes('node:*'))
    )
  })
  expect(wrong.map(({ file, exact }) => `${file} imports ${exact}`)).toEqual([])
})

test('the table allows nothing that nobody needs', () => {
  const unused = [...mayImport].flatMap(([from, allowed]) =>
    allowed
      .filter(name => !imports.some(one => one.from === from && (one.to === name || one.exact === name)))
      .filter(
        name => name !== 'node:*' || !imports.some(one => one.from === from && one.to.startsWith('node:')),
      )
      .map(name => `${from} → ${name}`),
  )
  expect(unused).toEqual([])
})

test('a signal never imports another signal', () => {
  const wrong = imports.filter(
    ({ file, from, to, exact }) =>
      from === 'signals' &&
      to === 'signals' &&
      basename(file) !== 'index.ts' &&
      exact !== 'signals/signal.ts',
  )
  expect(wrong.map(({ file, exact }) => `${file} imports ${exact}`)).toEqual([])
})

test('only src/store imports a ClickHouse client, in tests too', () => {
  const wrong = everything
    .filter(
      file => /\.tsx?$/.test(file) && !file.startsWith('src/store/') && !file.startsWith('test/support/'),
    )
    .filter(file => /from '(chdb|@clickhouse\/client)[/']/.test(read(file)))
    .filter(file => file !== 'test/sql.test.ts')
  expect(wrong).toEqual([])
})

test('only cli, server, clock.ts and rng.ts touch time, chance, environment or arguments', () => {
  const mayTouch = /^src\/(cli|server)\/|^src\/(clock|rng|store\/open)\.ts$/
  const touches = /\bDate\.now\b|\bMath\.random\b|\bprocess\.(env|argv)\b|\bnew Date\(\)|\bperformance\.now\b/
  const wrong = source
    .filter(file => file.startsWith('src/') && !mayTouch.test(file))
    .filter(file => touches.test(read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
  expect(wrong).toEqual([])
})

test('no file is longer than 400 lines', () => {
  const long = everything
    .filter(file => /\.(tsx?|sql|css|mjs)$/.test(file))
    .map(file => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400)
  expect(long).toEqual([])
})

test('nothing is put off: no to-do marks', () => {
  const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')})\\b`)
  expect(everything.filter(file => /\.(tsx?|sql|css|mjs)$/.test(file) && marks.test(read(file)))).toEqual([])
})

test('folders say what they are about: none is named for being handy', () => {
  const handy = /\/(utils?|common|helpers?|services?|shared|misc|lib|base|managers?)(\/|\.tsx?$)/
  expect(everything.filter(file => handy.test(file))).toEqual([])
})

test('every signal has its SQL and stands in the catalogue under its file name', () => {
  const files = readdirSync(join(root, 'src/signals'))
  const ids = (end: string): string[] =>
    files
      .filter(file => file.endsWith(end) && !isTest(file) && !['index.ts', 'signal.ts'].includes(file))
      .map(file => file.slice(0, -end.length))
      .sort()
  // Computed from a decomposition, not looked up: discover takes it by name, the list of look-ups leaves it out.
  const catalogue = signals.map(({ id }) => id).sort()
  expect(ids('.ts')).toEqual(catalogue)
  expect(ids('.sql')).toEqual(catalogue)
})

test('every signal says why it shows, who else shows it and what it is measured against', () => {
  for (const { id, why, innocent, nullModel } of signals) {
    expect([id, why.length > 20, innocent.length > 20, nullModel.length > 20]).toEqual([id, true, true, true])
  }
})

test('every log format has a file and samples under its id', () => {
  for (const { id } of formats) {
    const samples = `src/ingest/formats/samples/${id}`
    expect([id, walk(samples).length > 0]).toEqual([id, true])
  }
})

test('every scenario file is in the registry', () => {
  const files = walk('src/range/scenarios')
    .map(file => basename(file))
    .filter(file => !isTest(file) && !['index.ts', 'scenario.ts', 'crowd.ts', 'campaigns.ts'].includes(file))
    .map(file => file.slice(0, -3))
  expect(files.filter(name => !Object.hasOwn(scenarios, name))).toEqual([])
})

test('every dependency is justified in ARCHITECTURE.md and nothing else is', () => {
  const justified = new Set(table('Dependencies').flatMap(([names]) => namesIn(names)))
  const { dependencies, optionalDependencies, devDependencies } = manifest
  const installed = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).map(name =>
    name.startsWith('@types/') ? '@types/…' : name,
  )
  expect([...new Set(installed)].sort()).toEqual([...justified].sort())
})

test('the lock names the packages of every platform, so that a clean install works on each', () => {
  // A registry that does not show a platform's package makes npm leave it out silently, and `npm ci` fails there.
  const { packages } = JSON.parse(read('package-lock.json'))
  const absent = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        name =>
          !Object.hasOwn(packages, `node_modules/${name}`) &&
          !Object.hasOwn(packages, `${path}/node_modules/${name}`),
      ),
    )
  expect(absent).toEqual([])
})

test('pages keep to their length', () => {
  for (const [file, most] of [
    ['README.md', 90],
    ['ARCHITECTURE.md', 250],
  ] as const) {
    expect([file, read(file).split('\n').length - 1 <= most]).toEqual([file, true])
  }
})
