/** Every command, in the order `--help` shows them. */
import { campaignsCommand } from './campaigns.ts'
import type { CliCommand } from './command.ts'
import { detectCommand } from './detect.ts'
import { exportCommand } from './export.ts'
import { ingestCommand } from './ingest.ts'
import { rangeCommand } from './range.ts'
import { reportCommand } from './report.ts'
import { serveCommand } from './serve.ts'

export const commands: readonly CliCommand[] = [
  ingestCommand,
  detectCommand,
  campaignsCommand,
  exportCommand,
  reportCommand,
  serveCommand,
  rangeCommand,
]
