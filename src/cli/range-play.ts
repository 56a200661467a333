/** `range play`: a world that answers to what is done about it, a day at a time. */
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { readFound } from '../range/labels.ts'
import type { MakeOptions } from '../range/make.ts'
import { openPlay, type PlayedDay } from '../range/play/folder.ts'
import type { CliIo } from './command.ts'

export interface PlayFlags extends Omit<MakeOptions, 'scenarios'> {
  scenario?: string[]
  members?: string
  loop?: boolean
  json?: boolean
}

/** Plays the next day of a folder, or day after day as lines come in on standard input. */
export async function playDays(io: CliIo, flags: PlayFlags, input: NodeJS.ReadableStream): Promise<void> {
  const { scenario, members, loop, json, ...options } = flags
  const play = openPlay({ ...options, ...(scenario && { scenarios: scenario }) })
  const playOne = async (file: string): Promise<PlayedDay | undefined> => {
    const day = play.next(file === '' ? [] : await readFound(file))
    if (day !== undefined) io.out(json || loop ? JSON.stringify(day) : inWords(day))
    return day
  }
  if ((await playOne(members ?? '')) === undefined) throw over(options.out)
  if (!loop) return
  for await (const line of createInterface({ input })) if ((await playOne(line.trim())) === undefined) return
}

const over = (out: string): AppError =>
  new AppError('missing', 'range/play-over', `the world in ${out} has been played to its end`)

const inWords = ({ day, days, count, exchanges, accounts, acted }: PlayedDay): string =>
  `day ${day} of ${days}: ${count} exchanges in ${exchanges}, new accounts in ${accounts}; ${acted} accounts acted on before it`

/** `add` gives the options that say which world, as `range make` has them. */
export function playCommand(io: CliIo, add: (command: Command) => Command): Command {
  return add(new Command('play').requiredOption('--out <dir>', 'folder of the play'))
    .summary('play a world day by day against what was found')
    .description(
      'Writes the next day of a world: exchanges-day-NNN.jsonl and accounts-day-NNN.jsonl, with labels.jsonl and\n' +
        'world.json brought up to it. --members is what `stillwatch export members` wrote: those accounts may no\n' +
        'longer call from that day on (measure limit, withhold or verify: every second call is refused). Operators\n' +
        'see it: they open a fresh pool, one level of obfuscation higher. The same acts bring the same days.',
    )
    .option('--members <file>', 'whom to act on before the day begins')
    .option('--loop', 'go on: each line of standard input is a members file, or empty, and brings a day')
    .option('--json', 'machine-readable output')
    .action((flags: PlayFlags) => playDays(io, flags, process.stdin))
}
