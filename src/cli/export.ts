import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { campaignMembers, firstFlagged, newestRun, timeline } from '../findings/read.ts'
import type { Member, Run } from '../model/finding.ts'
import { nothingYet } from './campaigns.ts'
import type { CliCommand } from './command.ts'
import { exportStixCommand } from './export-stix.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'

interface ExportFlags extends StoreOptions {
  out: string
}

/** Writes what other programs act on. */
export const exportCommand: CliCommand = io =>
  new Command('export')
    .summary('write members of campaigns, what may be shared, or the steps of a replay')
    .description('Writes findings in the formats other programs read.')
    .addCommand(
      withStoreOptions(new Command('members'))
        .summary('a line for each account in a campaign')
        .description(
          'Writes a JSON line for each account in a campaign: campaign, account, probability, since, measure, evidence.\n' +
            'Members of groups that are left alone are never written. Without any campaign the file is empty.',
        )
        .requiredOption('--out <file>', 'where to write')
        .action(async (flags: ExportFlags) => {
          const lines = await withStore({ ...flags, readonly: true }, async store => {
            if ((await newestRun(store)) === undefined) throw nothingYet()
            return writeLines(flags.out, campaignMembers(store))
          })
          io.out(
            flags.json
              ? JSON.stringify({ out: flags.out, members: lines })
              : `${lines} ${lines === 1 ? 'member' : 'members'} written to ${flags.out}`,
          )
        }),
    )
    .addCommand(exportStixCommand(io))
    .addCommand(
      withStoreOptions(new Command('timeline'))
        .summary('a line for each look of a replay')
        .description(
          'Writes a JSON line for each time detection looked: time, exchanges, campaigns, members, contained.\n' +
            '`contained` counts the accounts that had been flagged by then: those a reviewer could have contained.',
        )
        .requiredOption('--out <file>', 'where to write')
        .action(async (flags: ExportFlags) => {
          const steps = await withStore({ ...flags, readonly: true }, async store => {
            const runs = await timeline(store)
            const last = runs.at(-1)
            if (last === undefined) throw nothingYet()
            const flagged = [...(await firstFlagged(store, last.as_of)).values()].sort((a, b) => a - b)
            await writeText(flags.out, timelineLines(runs, flagged))
            return runs.length
          })
          io.out(
            flags.json
              ? JSON.stringify({ out: flags.out, steps })
              : `${steps} ${steps === 1 ? 'step' : 'steps'} written to ${flags.out}`,
          )
        }),
    )

/** The contract's line a step; `flagged` are the times at which accounts were first flagged, ascending. */
function* timelineLines(runs: readonly Run[], flagged: readonly number[]): Generator<string> {
  let contained = 0
  for (const run of runs) {
    while (contained < flagged.length && (flagged[contained] ?? 0) <= Date.parse(run.as_of)) contained++
    const { as_of: time, exchanges, campaigns, members } = run
    yield `${JSON.stringify({ time, exchanges, campaigns, members, contained })}\n`
  }
}

async function writeLines(
  file: string,
  held: AsyncIterable<{ campaign: string; member: Member }>,
): Promise<number> {
  let lines = 0
  async function* text() {
    for await (const { campaign, member } of held) {
      lines++
      yield `${exportLine(campaign, member)}\n`
    }
  }
  await writeText(file, text)
  return lines
}

async function writeText(
  file: string,
  text: Iterable<string> | (() => AsyncGenerator<string>),
): Promise<void> {
  // Accounts are personal: nobody but the owner of the file needs to read it.
  const stream = createWriteStream(file, { mode: 0o600 })
  try {
    await once(stream, 'open')
  } catch (cause) {
    throw new AppError('denied', 'export/unwritable', `cannot write ${file}`, { cause })
  }
  await pipeline(text, stream)
}

/** The contract's line, its fields in the contract's order. */
export const exportLine = (campaign: string, member: Member): string =>
  JSON.stringify({
    campaign,
    account: member.account,
    probability: member.probability,
    since: member.since,
    measure: member.measure,
    evidence: member.evidence.map(({ signal, detail, weight }) => ({ signal, detail, weight })),
  })
