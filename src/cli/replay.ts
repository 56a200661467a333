import { Command } from 'commander'
import { replay } from '../discover/replay.ts'
import { AppError } from '../errors.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStoreOptions } from './options.ts'
import { withIngest } from './with-ingest.ts'

interface ReplayFlags extends StoreOptions {
  every: string
  start?: string
  end?: string
}

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30m`, `1h`, `1d` → milliseconds. */
export function durationMs(text: string): number {
  const found = /^(\d+)([mhd])$/.exec(text)
  const ms = found ? Number(found[1]) * (units[found[2] ?? ''] ?? 0) : 0
  if (ms < 60_000) throw new AppError('input', 'replay/every', `--every takes 30m, 1h, 1d …, got ${text}`)
  return ms
}

function instant(text: string, name: string): number {
  const ms = Date.parse(text)
  if (!Number.isFinite(ms))
    throw new AppError('input', 'replay/time', `${name} must be an RFC 3339 time, got ${text}`)
  return ms
}

/** Plays logs in event time, so that `since` says when each member would have been found. */
export const replayCommand: CliCommand = io =>
  withStoreOptions(new Command('replay'))
    .summary('play logs in event time and detect at every step')
    .description(
      'Takes the files in, then looks at every step with what had happened by then, through the code of live use.\n' +
        "Members' `since` then says when each would have been found; `stillwatch export timeline` gives a line a step.",
    )
    .argument('<path...>', 'files or folders')
    .option('--every <step>', 'event time between two looks: 30m, 1h, 1d', '1h')
    .option('--start <time>', 'first look counts from here, RFC 3339')
    .option('--end <time>', 'last look, RFC 3339')
    .action(async (paths: string[], flags: ReplayFlags) => {
      const everyMs = durationMs(flags.every)
      const start = flags.start === undefined ? undefined : instant(flags.start, '--start')
      const end = flags.end === undefined ? undefined : instant(flags.end, '--end')
      await withIngest(io, flags, async (store, take) => {
        const taken = await take(paths)
        const runs = await replay(store, {
          everyMs,
          ...(start !== undefined && { start }),
          ...(end !== undefined && { end }),
          onStep: (run, done, total) => {
            if (io.isTerminal && !flags.json)
              io.err(
                `${run.as_of}  step ${done} of ${total}: ${run.campaigns} campaigns, ${run.members} members`,
              )
          },
        })
        const last = runs.at(-1)
        if (!last) throw new AppError('missing', 'replay/no-traffic', 'there is no exchange to replay')
        if (flags.json) io.out(JSON.stringify({ taken: taken.taken, steps: runs.length, last }))
        else
          io.out(
            `${runs.length} steps up to ${last.as_of}: ${last.campaigns} campaigns with ${last.members} members among ${last.accounts} accounts and ${last.exchanges} exchanges`,
          )
      })
    })
