/** docs/reference/commands.md from the commands' own help. */
import type { Command } from 'commander'
import type { CliIo } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'

const silent: CliIo = {
  out: () => undefined,
  err: () => undefined,
  isTerminal: false,
  clock: () => 0,
  env: {},
}

function helpOf(command: Command, path: string): string {
  let text = ''
  command.configureOutput({ writeOut: part => (text += part), getOutHelpWidth: () => 110 })
  command.outputHelp()
  const own = `## ${path}\n\n\`\`\`\n${text.replace(/^Usage: [^[<]*/, `Usage: ${path} `).trimEnd()}\n\`\`\`\n`
  return [own, ...command.commands.map(sub => helpOf(sub, `${path} ${sub.name()}`))].join('\n')
}

export function commandsPage(): string {
  return `# Commands

What \`stillwatch COMMAND --help\` says. Exit code 0 means success, 1 that the work failed, 2 wrong usage. Errors go to
standard error as one line that ends in a code ([errors.md](errors.md)); \`--json\` makes the output machine-readable.

${commands
  .map(make => make(silent))
  .map(command => helpOf(command, `stillwatch ${command.name()}`))
  .join('\n')}`
}
