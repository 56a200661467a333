/** The catalogue's innocent explanations, for those who tell findings without knowing signals. */
import type { InnocentTexts } from '../report/story.ts'
import { signals } from '../signals/index.ts'

export const innocentTexts: InnocentTexts = Object.fromEntries(
  signals.map(({ id, innocent }) => [id, innocent]),
)
