/** The catalogue as the dossier asks it again: text and kind. */
import type { AskedSignal } from '../findings/recount.ts'
import { attributeSignals, traitSignals } from '../signals/index.ts'

/** Without co-activity: its values come from a decomposition, which no query repeats. */
export const askedSignals: readonly AskedSignal[] = [...attributeSignals, ...traitSignals].map(
  ({ id, kind, query }) => ({ id, kind, sql: query.sql }),
)
