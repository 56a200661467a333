/**
 * Makes worlds for several seeds, looks for campaigns in each as a user would, and writes the pooled result into
 * docs/evaluation.md between generated markers: over seeds, what leaks when it looks at every step (`--every`), by missing
 * source (`--sources`), or by family of signals (`--ablations`).
 * @example npm run evaluate -- --seeds 301,302,303 --worlds ladder,quiet --accounts 3000 --days 7
 */
import { parseArgs } from 'node:util'
import { byFamily } from './evaluate/ablations.ts'
import { type Asked, leaksOverSeeds, overSeeds } from './evaluate/over-seeds.ts'
import { writeSection } from './evaluate/page.ts'
import { bySource } from './evaluate/sources.ts'

const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: '301,302,303' },
    worlds: { type: 'string', default: 'ladder,quiet' },
    accounts: { type: 'string', default: '3000' },
    days: { type: 'string', default: '7' },
    /** `parquet` makes worlds faster and without texts: detection then reads the range's own sketches. */
    format: { type: 'string', default: 'jsonl' },
    /** Looks at every step (`6h`) and tells what leaked before. */
    every: { type: 'string' },
    /** With one source missing, or texts kept back. */
    sources: { type: 'boolean', default: false },
    /** Some of the ways of --sources, by id. */
    only: { type: 'string', default: '' },
    /** Without each family of signals. */
    ablations: { type: 'boolean', default: false },
    out: { type: 'string', default: 'docs/evaluation.md' },
    /** Only print, leave the page as it is. */
    print: { type: 'boolean', default: false },
  },
})

const asked: Asked = {
  seeds: flags.seeds.split(','),
  worlds: flags.worlds.split(','),
  size: { accounts: flags.accounts, days: flags.days, format: flags.format },
  every: flags.every,
}
const parts = [
  ...(flags.sources ? ['--sources'] : []),
  ...(flags.only === '' ? [] : ['--only', flags.only]),
  ...(flags.ablations ? ['--ablations'] : []),
  ...['--seeds', flags.seeds, '--worlds', flags.worlds, '--accounts', flags.accounts, '--days', flags.days],
  ...(flags.every === undefined ? [] : ['--every', flags.every]),
  ...(flags.format === 'jsonl' ? [] : ['--format', flags.format]),
]

const kinds = {
  seeds: { marker: 'npm run evaluate', heading: '## Over seeds', run: () => overSeeds(asked) },
  leaks: {
    marker: 'npm run evaluate -- --every',
    heading: '## What leaks before an account is flagged',
    run: () => leaksOverSeeds(asked),
  },
  sources: {
    marker: 'npm run evaluate -- --sources',
    heading: '## Missing sources and privacy modes',
    run: () => bySource(asked, flags.only === '' ? [] : flags.only.split(',')),
  },
  ablations: {
    marker: 'npm run evaluate -- --ablations',
    heading: '## Families of signals left out',
    run: () => byFamily(asked),
  },
}
const asks = {
  sources: flags.sources,
  ablations: flags.ablations,
  leaks: flags.every !== undefined,
  seeds: true,
}
const kind = (Object.keys(asks) as (keyof typeof asks)[]).find(each => asks[each]) ?? 'seeds'
const { marker, heading, run } = kinds[kind]
const lines = await run()
if (flags.print) console.log(lines.join('\n'))
else writeSection(flags.out, { marker, heading, lines, command: `npm run evaluate -- ${parts.join(' ')}` })
