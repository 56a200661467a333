import { Command } from 'commander'
import { withStates } from '../contain/life.ts'
import { AppError } from '../errors.ts'
import { heirOf } from '../findings/lineage.ts'
import { finding, listFindings, newestRun } from '../findings/read.ts'
import type { Finding, Run } from '../model/finding.ts'
import { tell } from '../report/story.ts'
import { count, daysBetween, label, sure } from '../report/words.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { signalGlossary } from './signal-glossary.ts'
import { textTable, wrap } from './text-table.ts'

interface CampaignsFlags extends StoreOptions {
  groups?: boolean
}

/** Lists campaigns, or shows one with its evidence. */
export const campaignsCommand: CliCommand = io =>
  withStoreOptions(new Command('campaigns').argument('[id]', 'one campaign, shown with its evidence'))
    .summary('list campaigns, or show one with its evidence')
    .description(
      'Lists the campaigns of the newest detection, or shows one: what happened, how sure it is, and why.\n' +
        'With --groups, the coordinated groups that were left alone, each with the reason.',
    )
    .option('--groups', 'the coordinated groups that are left alone instead')
    .action(async (id: string | undefined, flags: CampaignsFlags) => {
      await withStore({ ...flags, readonly: true }, async store => {
        const run = await newestRun(store)
        if (run === undefined) throw nothingYet()
        if (id === undefined) {
          const listed = await listFindings(store, flags.groups ? 'group' : 'campaign')
          const found = await withStates(store, listed, io.clock())
          printList(io, flags, run, found)
          return
        }
        const stored = await finding(store, id)
        if (stored === undefined) throw unknownFinding(await heirOf(store, run.as_of, id))
        const [one = stored] = await withStates(store, [stored], io.clock())
        if (flags.json) io.out(JSON.stringify({ ...one, story: tell(one, run, signalGlossary) }))
        else printOne(io, one, run)
      })
    })

export const nothingYet = (): AppError =>
  new AppError('missing', 'campaign/no-run', 'nothing has been looked at yet: run `stillwatch detect` first')
export const unknownFinding = (heir?: string): AppError =>
  new AppError(
    'missing',
    'campaign/unknown',
    `no such campaign or group in the newest detection${heir === undefined ? '' : `; it went into ${heir}`}`,
  )

function printList(io: CliIo, flags: CampaignsFlags, run: Run, found: readonly Finding[]): void {
  if (flags.json) {
    io.out(JSON.stringify(found))
    return
  }
  const what = flags.groups ? 'coordinated group' : 'campaign'
  if (found.length === 0) {
    io.out(`no ${what} in ${count(run.exchanges)} exchanges of ${count(run.accounts)} accounts`)
    return
  }
  const rows = found.map(one => [
    one.id,
    count(one.accounts),
    `${one.first.slice(0, 10)} – ${one.last.slice(0, 10)}`,
    count(one.exchanges),
    flags.groups ? (one.why_not ?? '') : aims(one),
    sure(one.confidence),
    one.state,
  ])
  const columns = [
    { title: 'ID' },
    { title: 'ACCOUNTS', align: 'right' as const },
    { title: 'WINDOW' },
    { title: 'EXCHANGES', align: 'right' as const },
    { title: flags.groups ? 'WHY LEFT ALONE' : 'AIMED AT', most: flags.groups ? 90 : 44 },
    ...(flags.groups ? [] : [{ title: 'CONFIDENCE', align: 'right' as const }, { title: 'STATE' }]),
  ]
  for (const line of textTable(columns, rows)) io.out(line)
}

const aims = (one: Finding): string =>
  one.capabilities
    .filter(item => item.share > item.honest * 1.3 && item.share >= 0.05)
    .sort((a, b) => b.share - b.honest - (a.share - a.honest))
    .slice(0, 2)
    .map(item => label(item.capability))
    .join(', ')

/** Wide enough for a sentence, narrow enough for any terminal. */
const width = 100

function printOne(io: CliIo, one: Finding, run: Run): void {
  const story = tell(one, run, signalGlossary)
  const say = (text: string, indent = '') => {
    for (const line of wrap(text, width, indent)) io.out(line)
  }
  say(`${one.id}  ${story.headline}`)
  io.out('')
  for (const text of story.summary) say(text)
  say(story.purpose)
  io.out('')
  for (const text of story.confidence) say(text)
  for (const family of story.families) {
    io.out('')
    say(`${family.title} (${family.question})`)
    for (const row of family.evidence) {
      say(`${signed(row.weight)}  ${row.detail} [${row.signal}]`, '  ')
      say(`innocent: ${row.innocent}`, '         ')
    }
  }
  io.out('')
  say(
    `${daysBetween(one.first, one.last)} days, ${count(one.accounts)} accounts; members: stillwatch export members --out FILE.jsonl`,
  )
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(1)}`
