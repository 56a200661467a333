/** Every command, in the order `--help` shows them. */
import type { CliCommand } from './command.ts'
import { detectCommand } from './detect.ts'

export const commands: readonly CliCommand[] = [detectCommand]
