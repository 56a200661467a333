/** What a command is given instead of reaching for globals; `main.ts` is the only one to build it. */
import type { Command } from 'commander'
import type { Clock } from '../clock.ts'

export interface CliIo {
  /** One line to standard output. */
  out(line: string): void
  /** One line to standard error. */
  err(line: string): void
  readonly isTerminal: boolean
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A command is a function in a file of its own, listed once in `commands.ts`. */
export type CliCommand = (io: CliIo) => Command
