/** Hashes are hard to read for a board: each shared value gets a short label, and its value stands in the appendix. */
import type { Language } from '../../model/dossier.ts'
import { prefixOf, signalIn } from '../language/signal-words.ts'
import type { Sheet } from './sheet.ts'

export interface Label {
  /** `T3` */
  readonly short: string
  readonly signal: string
  /** Row of the signal's own answer, from which the value is taken. */
  readonly row: number
  readonly value: string
}

export type Labels = readonly Label[]

/** Values a sentence names; the answer has a few more. */
const shownValues = 3

/** Labels of the signals asked again, in the order of the answers: the same store always gives the same labels. */
export function labelValues(sheet: Sheet, signals: readonly string[]): Label[] {
  const used = new Map<string, number>()
  return [...new Set(signals)].flatMap(signal =>
    sheet
      .rows(`signals/${signal}`)
      .slice(0, shownValues)
      .flatMap((held, row) => {
        if (typeof held.value !== 'string') return []
        const prefix = prefixOf(signal)
        const number = (used.get(prefix) ?? 0) + 1
        used.set(prefix, number)
        return [{ short: `${prefix}${number}`, signal, row, value: held.value }]
      }),
  )
}

/** `tool set T3` */
export const fullLabel = (language: Language, { signal, short }: Label): string =>
  `${signalIn(language, signal)} ${short}`
