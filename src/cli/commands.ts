/** Every command, in the order `--help` shows them. */
import { auditCommand } from './audit.ts'
import { campaignsCommand } from './campaigns.ts'
import type { CliCommand } from './command.ts'
import { detectCommand } from './detect.ts'
import { exportCommand } from './export.ts'
import { gatewayCommand } from './gateway.ts'
import { ingestCommand } from './ingest.ts'
import { policyCommand } from './policy.ts'
import { rangeCommand } from './range.ts'
import { replayCommand } from './replay.ts'
import { reportCommand } from './report.ts'
import { reviewCommand } from './review.ts'
import { serveCommand } from './serve.ts'
import { shareCommand } from './share.ts'
import { sketchCommand } from './sketch.ts'
import { tokenCommand } from './token.ts'

export const commands: readonly CliCommand[] = [
  ingestCommand,
  sketchCommand,
  detectCommand,
  campaignsCommand,
  reviewCommand,
  auditCommand,
  replayCommand,
  exportCommand,
  reportCommand,
  shareCommand,
  serveCommand,
  policyCommand,
  tokenCommand,
  gatewayCommand,
  rangeCommand,
]
