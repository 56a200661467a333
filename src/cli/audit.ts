import { Command } from 'commander'
import { entries, newestEntries } from '../audit/read.ts'
import { verifyAudit } from '../audit/verify.ts'
import { brokenSeals } from '../contain/seals.ts'
import { AppError } from '../errors.ts'
import type { Entry } from '../model/audit.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { textTable } from './text-table.ts'

interface ListFlags extends StoreOptions {
  limit: string
  area?: string
  subject?: string
  actor?: string
}

interface VerifyFlags extends StoreOptions {
  anchor?: string
}

/** Reads the audit log and holds it against itself. */
export const auditCommand: CliCommand = io =>
  new Command('audit')
    .summary('list what was done and by whom, or verify that nobody changed it')
    .description(
      'Reads the audit log: every act of a person or of the program, each tied to the one before by a hash.',
    )
    .addCommand(
      withStoreOptions(new Command('list'))
        .summary('the newest acts, or all of them as JSON Lines')
        .description(
          'Lists acts, the newest first. With --json every entry as a JSON line, the oldest first.',
        )
        .option('--limit <number>', 'how many', '50')
        .option('--area <name>', 'first half of an act, such as containment')
        .option('--subject <id>', 'what it was done to')
        .option('--actor <id>', 'who did it')
        .action((flags: ListFlags) =>
          withStore({ ...flags, readonly: true }, async store => {
            const { area, subject = '', actor = '' } = flags
            const filter = { areas: area === undefined ? [] : [area], subject, actor }
            if (flags.json) {
              for await (const entry of entries(store, filter)) io.out(JSON.stringify(entry))
              return
            }
            printEntries(io, await newestEntries(store, { ...filter, limit: limitOf(flags.limit) }))
          }),
        ),
    )
    .addCommand(
      withStoreOptions(new Command('verify'))
        .summary('find the first link of the log that does not hold')
        .description(
          'Walks the audit log from its beginning: every hash, every place, every sealed list of accounts.\n' +
            'Prints the head (its place and hash). Keep it elsewhere: with --anchor a later run shows that the log\n' +
            'still holds that entry, which the chain alone cannot tell when its end was cut off.',
        )
        .option('--anchor <seq:hash>', 'a head that was noted earlier; it must still be there')
        .action((flags: VerifyFlags) =>
          withStore({ ...flags, readonly: true }, async store => {
            const verified = await verifyAudit(store, anchorOf(flags.anchor))
            const seals = verified.broken === undefined ? await brokenSeals(store) : []
            const broken = verified.broken ?? seals[0]
            const { head } = verified
            if (flags.json) io.out(JSON.stringify({ ...verified, seals }))
            else if (broken === undefined)
              io.out(
                `${verified.entries} entries hold${head.seq === 0 ? '' : `; head ${head.seq}:${head.hash}`}`,
              )
            if (broken !== undefined)
              throw new AppError(
                'conflict',
                'audit/broken',
                `entry ${broken.seq} does not hold: ${broken.why}`,
              )
          }),
        ),
    )

function printEntries(io: CliIo, found: readonly Entry[]): void {
  if (found.length === 0) {
    io.out('nothing has been done yet')
    return
  }
  const rows = found.map(entry => [
    String(entry.seq),
    entry.at,
    entry.actor.id,
    entry.act,
    entry.subject,
    reasonIn(entry),
  ])
  const columns = [
    { title: 'SEQ', align: 'right' as const },
    { title: 'AT' },
    { title: 'WHO', most: 32 },
    { title: 'DID' },
    { title: 'TO', most: 40 },
    { title: 'WHY', most: 80 },
  ]
  for (const line of textTable(columns, rows)) io.out(line)
}

const reasonIn = ({ detail }: Entry): string =>
  typeof detail.reason === 'string' ? detail.reason : typeof detail.text === 'string' ? detail.text : ''

function limitOf(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100_000) return limit
  throw new AppError('input', 'audit/limit', '--limit must be a whole number from 1 to 100000')
}

function anchorOf(text: string | undefined): { seq: number; hash: string } | undefined {
  if (text === undefined) return undefined
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined)
    throw new AppError('input', 'audit/anchor', '--anchor must look like 12:<64 hexadecimal digits>')
  return { seq: Number(seq), hash }
}
