import { Command } from 'commander'
import { readFalseCampaigns } from '../contain/calibration.ts'
import { keepUp } from '../contain/keep-up.ts'
import { detect } from '../discover/detect.ts'
import { AppError } from '../errors.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'

interface DetectFlags extends StoreOptions {
  asOf?: string
  falseCampaigns?: string
  falseMembers: string
  stages?: boolean
}

const rate = (text: string, name: string): number => {
  const value = Number(text)
  if (!(value > 0 && value < 0.5))
    throw new AppError('input', 'detect/rate', `${name} must lie between 0 and 0.5, got ${text}`)
  return value
}

const time = (text: string): string => {
  const ms = /^\d{12,}$/.test(text) ? Number(text) : Date.parse(text)
  if (!Number.isFinite(ms))
    throw new AppError('input', 'detect/as-of', `--as-of must be an RFC 3339 time, got ${text}`)
  return new Date(ms).toISOString()
}

/** Finds campaigns in what has been ingested, and stores them. */
export const detectCommand: CliCommand = io =>
  withStoreOptions(new Command('detect'))
    .summary('find campaigns in what has been ingested')
    .description(
      'Finds campaigns in what has been ingested up to --as-of (event time; default: the latest exchange) and stores them.\n' +
        'Same data, same version, same answer. Nothing is blocked: members are marked "watch" until a person says more.',
    )
    .option('--as-of <time>', 'event time up to which traffic is read, RFC 3339')
    .option(
      '--false-campaigns <rate>',
      'promised share of false campaigns among those named; 0.01 unless a person set another after reviews',
    )
    .option('--false-members <rate>', 'promised share of strangers among the members of a campaign', '0.001')
    .option('--stages', 'print each stage with its time')
    .action(async (flags: DetectFlags) => {
      await withStore(flags, async store => {
        const started = io.clock()
        let last = started
        const run = await detect(store, {
          ...(flags.asOf !== undefined && { asOf: time(flags.asOf) }),
          falseCampaigns:
            flags.falseCampaigns === undefined
              ? ((await readFalseCampaigns(store)) ?? 0.01)
              : rate(flags.falseCampaigns, '--false-campaigns'),
          falseMembers: rate(flags.falseMembers, '--false-members'),
          onStage: (stage, detail) => {
            const now = io.clock()
            if (flags.stages) io.err(`${stage.padEnd(11)} ${String(now - last).padStart(7)} ms  ${detail}`)
            last = now
          },
        })
        const kept = await keepUp(store, io.clock())
        if (flags.json) io.out(JSON.stringify({ ...run, seconds: (io.clock() - started) / 1000 }))
        else
          io.out(
            `${run.campaigns} campaign${run.campaigns === 1 ? '' : 's'} with ${run.members} members among ${run.accounts} accounts and ${run.exchanges} exchanges up to ${run.as_of}; ` +
              `${run.groups} coordinated group${run.groups === 1 ? '' : 's'} left alone (${((io.clock() - started) / 1000).toFixed(1)} s)`,
          )
        if (!flags.json && kept.proposed > 0)
          io.out(
            `${kept.proposed} proposed for containment in shadow: nothing holds before a person approves`,
          )
      })
    })
