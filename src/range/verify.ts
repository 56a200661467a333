/** Reads a world back and holds every file to what `world.json` promises. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { accountSchema } from '../model/account.ts'
import { exchangeSchema } from '../model/exchange.ts'
import { readLines } from './files.ts'
import { type LabelLine, parseJson, readLabels } from './labels.ts'

const summarySchema = z.object({
  start: z.string(),
  days: z.number(),
  counts: z.object({
    exchanges: z.number(),
    accounts: z.number(),
    members: z.number(),
    campaigns: z.number(),
  }),
  groups: z.record(z.string(), z.object({ accounts: z.number(), exchanges: z.number() })),
  files: z.array(z.object({ file: z.string(), lines: z.number(), sha256: z.string() })),
})
type Summary = z.infer<typeof summarySchema>

export interface Verification {
  readonly exchanges: number
  readonly accounts: number
  /** One sentence a mismatch; empty when the world is whole. */
  readonly problems: readonly string[]
}

// A damaged file would repeat one sentence a million times.
const problemsMax = 20

class Problems {
  readonly found: string[] = []
  add(problem: string): void {
    if (this.found.length < problemsMax) this.found.push(problem)
  }
  expect(isRight: boolean, problem: () => string): void {
    if (!isRight) this.add(problem())
  }
}

function readSummary(dir: string): Summary {
  const path = join(dir, 'world.json')
  if (!existsSync(path)) throw new AppError('input', 'range/no-world', `${dir} holds no world.json`)
  const parsed = summarySchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!parsed.success) throw new AppError('input', 'range/no-world', `${path} is not a world's summary`)
  return parsed.data
}

/** Counts a Parquet file, which takes an engine: exchanges, distinct ids and those outside a time, by account. */
export type CountParquet = (
  path: string,
  from: number,
  until: number,
) => AsyncIterable<{ account: string; exchanges: number; ids: number; outside: number }>

export async function verifyWorld(dir: string, countParquet?: CountParquet): Promise<Verification> {
  const summary = readSummary(dir)
  const problems = new Problems()
  /** The files of one kind, in the order they were written. */
  const filesOf = (stem: string): string[] => {
    const listed = summary.files.map(candidate => candidate.file).filter(name => name.startsWith(stem))
    if (listed.length === 0) throw new AppError('input', 'range/no-world', `world.json lists no ${stem} file`)
    const absent = listed.find(name => !existsSync(join(dir, name)))
    if (absent !== undefined) throw new AppError('input', 'range/no-world', `${dir} holds no ${absent}`)
    return listed
  }
  const pathsOf = (stem: string): string[] => filesOf(stem).map(name => join(dir, name))
  const labels = await readLabels(pathsOf('labels')[0] ?? '')
  const accounts = await checkAccounts(pathsOf('accounts'), problems)
  const perAccount = filesOf('exchanges')[0]?.endsWith('.parquet')
    ? await checkParquet(dir, summary, problems, countParquet)
    : await checkExchanges(pathsOf('exchanges'), summary, problems)
  for (const listed of summary.files)
    if (!listed.file.endsWith('.parquet')) await checkBytes(dir, listed, problems)
  checkLabels(labels, accounts, perAccount, summary, problems)
  const exchanges = [...perAccount.values()].reduce((sum, count) => sum + count, 0)
  problems.expect(
    exchanges === summary.counts.exchanges,
    () => `${exchanges} exchanges read, ${summary.counts.exchanges} promised`,
  )
  return { exchanges, accounts: accounts.size, problems: problems.found }
}

/** Every file holds one day, as many exchanges as promised, and no id twice. */
async function checkParquet(
  dir: string,
  summary: Summary,
  problems: Problems,
  countParquet: CountParquet | undefined,
): Promise<Map<string, number>> {
  if (countParquet === undefined)
    throw new AppError('bug', 'range/no-engine', 'Parquet takes an engine to read')
  const perAccount = new Map<string, number>()
  const start = Date.parse(summary.start)
  for (const { file, lines, sha256 } of summary.files) {
    const day = Number(/^exchanges-([0-9]+)\.parquet$/.exec(file)?.[1]) - 1
    if (!(day >= 0)) continue
    const from = start + day * 86_400_000
    // A damaged file is not asked what it holds.
    if (!(await isUnchanged(join(dir, file), sha256))) {
      problems.add(changed(file))
      continue
    }
    let found = 0
    for await (const row of countParquet(join(dir, file), from, from + 86_400_000)) {
      found += row.exchanges
      perAccount.set(row.account, (perAccount.get(row.account) ?? 0) + row.exchanges)
      problems.expect(
        row.outside === 0,
        () => `${file}: ${row.outside} exchanges of ${row.account} outside its day`,
      )
      problems.expect(
        row.ids === row.exchanges,
        () => `${file}: an exchange of ${row.account} is there twice`,
      )
    }
    problems.expect(found === lines, () => `${file} has ${found} exchanges, ${lines} promised`)
  }
  return perAccount
}

async function checkBytes(dir: string, listed: Summary['files'][number], problems: Problems): Promise<void> {
  let lines = 0
  let digest = ''
  for await (const _ of readLines(join(dir, listed.file), sha256 => {
    digest = sha256
  }))
    lines++
  problems.expect(lines === listed.lines, () => `${listed.file} has ${lines} lines, ${listed.lines} promised`)
  problems.expect(digest === listed.sha256, () => changed(listed.file))
}

async function isUnchanged(path: string, sha256: string): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex') === sha256
}

const changed = (file: string): string => `${file} is not the file that was written: its checksum differs`

async function checkAccounts(paths: readonly string[], problems: Problems): Promise<Set<string>> {
  const accounts = new Set<string>()
  for await (const line of linesOf(paths)) {
    const parsed = accountSchema.safeParse(parseJson(line))
    if (!parsed.success) problems.add(`accounts: not an account line: ${line.slice(0, 80)}`)
    else accounts.add(parsed.data.account)
  }
  return accounts
}

/** The lines of several files as if they were one. */
async function* linesOf(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) yield* readLines(path)
}

async function checkExchanges(
  paths: readonly string[],
  summary: Summary,
  problems: Problems,
): Promise<Map<string, number>> {
  const perAccount = new Map<string, number>()
  const ids = new Set<string>()
  const start = Date.parse(summary.start)
  const end = start + summary.days * 86_400_000
  let previous = start
  for await (const line of linesOf(paths)) {
    const parsed = exchangeSchema.safeParse(parseJson(line))
    if (!parsed.success) {
      problems.add(`exchanges: not an exchange: ${line.slice(0, 80)}`)
      continue
    }
    const { id, account, time } = parsed.data
    problems.expect(!ids.has(id), () => `exchanges: id ${id} twice`)
    ids.add(id)
    perAccount.set(account, (perAccount.get(account) ?? 0) + 1)
    const at = typeof time === 'number' ? time : Date.parse(time)
    problems.expect(at >= start && at < end, () => `exchanges: ${id} lies outside the world's days`)
    problems.expect(at >= previous, () => `exchanges: ${id} is out of order`)
    previous = at
  }
  return perAccount
}

function checkLabels(
  labels: readonly LabelLine[],
  accounts: ReadonlySet<string>,
  perAccount: ReadonlyMap<string, number>,
  summary: Summary,
  problems: Problems,
): void {
  const labelled = new Set<string>()
  const groups = new Map<string, { accounts: number; exchanges: number }>()
  for (const line of labels) {
    problems.expect(!labelled.has(line.account), () => `labels: ${line.account} twice`)
    labelled.add(line.account)
    problems.expect(accounts.has(line.account), () => `labels: ${line.account} is not among the accounts`)
    const sent = perAccount.get(line.account) ?? 0
    problems.expect(
      sent === line.exchanges,
      () => `labels: ${line.account} sent ${sent}, its label says ${line.exchanges}`,
    )
    problems.expect(
      (line.campaign !== undefined) === (line.kind === 'campaign'),
      () => `labels: ${line.account} is half a member`,
    )
    problems.expect(
      line.extracting <= line.exchanges,
      () => `labels: ${line.account} extracts more than it sends`,
    )
    if (line.group === '') continue
    const group = groups.get(line.group) ?? { accounts: 0, exchanges: 0 }
    groups.set(line.group, { accounts: group.accounts + 1, exchanges: group.exchanges + line.exchanges })
  }
  for (const account of accounts)
    problems.expect(labelled.has(account), () => `accounts: ${account} has no label`)
  for (const account of perAccount.keys())
    problems.expect(labelled.has(account), () => `exchanges: ${account} has no label`)
  problems.expect(
    labels.length === summary.counts.accounts,
    () => `${labels.length} labels read, ${summary.counts.accounts} promised`,
  )
  for (const [name, promised] of Object.entries(summary.groups)) {
    const own = groups.get(name)
    problems.expect(
      own?.accounts === promised.accounts && own.exchanges === promised.exchanges,
      () => `group ${name} is not as promised`,
    )
  }
  const campaigns = new Set(labels.flatMap(line => line.campaign ?? []))
  problems.expect(
    campaigns.size === summary.counts.campaigns,
    () => `${campaigns.size} campaigns read, ${summary.counts.campaigns} promised`,
  )
}
