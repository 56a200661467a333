/** Who acts when a command acts: whoever opened the store, by the name of the account at this machine. */
import type { Command } from 'commander'
import type { By } from '../contain/request.ts'
import { AppError } from '../errors.ts'
import { reasonText } from '../model/containment.ts'
import type { CliIo } from './command.ts'

export interface ActingOptions {
  as?: string
  reason?: string
  request?: string
}

/**
 * Adds `--reason`, `--as` and `--request`. Whoever can open the store can name himself: the log keeps that it was a
 * command, and two-person approval that must withstand an insider belongs to the service, where people sign in.
 */
export function withActing(command: Command): Command {
  return command
    .option('--reason <text>', 'why; it goes into the audit log')
    .option('--as <name>', 'who you are; default: the name of your account at this machine')
    .option('--request <id>', 'an id of this request, so that repeating it changes nothing')
}

export function byOf(io: CliIo, flags: ActingOptions): By {
  const id = flags.as ?? io.env.USER ?? io.env.LOGNAME ?? io.env.USERNAME ?? 'somebody'
  return {
    actor: { id: `command:${id}`, kind: 'command' },
    at: io.clock(),
    ...(flags.request !== undefined && { request: flags.request }),
  }
}

/** @throws input `review/reason` */
export function reasonOf(flags: ActingOptions): string {
  const parsed = reasonText.safeParse(flags.reason ?? '')
  if (parsed.success) return parsed.data
  throw new AppError('input', 'review/reason', 'say why with --reason: a few words at least')
}
