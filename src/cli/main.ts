#!/usr/bin/env node
/** The composition root: argv, environment, clock and streams enter here and nowhere below. */
import { Command, CommanderError } from 'commander'
import { systemClock } from '../clock.ts'
import { AppError, errorKinds } from '../errors.ts'
import { version } from '../version.ts'
import type { CliIo } from './command.ts'
import { commands } from './commands.ts'

const io: CliIo = {
  out: line => process.stdout.write(`${line}\n`),
  err: line => process.stderr.write(`${line}\n`),
  isTerminal: process.stderr.isTTY === true,
  clock: systemClock,
  env: process.env,
}

/** One clear line, never a stack trace, never a control character from hostile input. */
function explain(error: unknown): { line: string; exit: number } {
  if (error instanceof CommanderError) return { line: '', exit: error.exitCode === 0 ? 0 : 2 }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
  if (error instanceof AppError)
    return { line: clean(`stillwatch: ${error.message} (${error.code})`), exit: errorKinds[error.kind].exit }
  return {
    line: clean(`stillwatch: ${error instanceof Error ? error.message : String(error)} (bug/unexpected)`),
    exit: 1,
  }
}

const program = new Command('stillwatch')
  .description('Finds, proves and contains campaigns that clone an AI model through its own API.')
  .version(version)
  .showHelpAfterError('(run with --help to see what is accepted)')
  .exitOverride()
for (const command of commands) {
  const built = command(io)
  for (const each of [built, ...built.commands])
    each.exitOverride().showHelpAfterError('(run with --help to see what is accepted)')
  program.addCommand(built)
}

// A reader that closes early (`| head`) has what it wanted.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
})

try {
  await program.parseAsync(process.argv)
} catch (error) {
  const { line, exit } = explain(error)
  if (line) io.err(line)
  process.exitCode = exit
}
