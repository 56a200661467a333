/** What the catalogue says of each signal, for those who tell findings without knowing signals. */
import type { Glossary } from '../report/story.ts'
import { coActivity } from '../signals/co-activity.ts'
import { signals } from '../signals/index.ts'

/** Not signals of their own but circumstances that the question of purpose weighs. */
const circumstances: Record<string, string> = {
  'open-organisation': 'Shared openly: the organisation itself explains what its accounts have in common.',
  'open-campus': 'Shared openly: a campus explains common addresses and sign-up days.',
  'open-verified': 'Shared openly: verified identities rarely belong to a campaign.',
  'open-invoice': 'Shared openly: a contract explains a common payment.',
  'same-questions': 'Classes and benchmarks ask the same again; a queue pays for each question once.',
  'work-queue': 'Unrelated customers also seldom repeat each other: it counts only within a group.',
  'unrelated-on-paper': 'Friends and small teams are often on nobody’s records.',
  'pooled-volume': 'A large customer may use many accounts, and usually says so.',
  'even-load': 'Production systems are steady too: one aspect of several.',
}

export const signalGlossary: Glossary = {
  ...Object.fromEntries(
    Object.entries(circumstances).map(([id, innocent]) => [id, { innocent, question: 'purpose' }]),
  ),
  ...Object.fromEntries(
    [...signals, coActivity].map(({ id, innocent, kind }) => [
      id,
      { innocent, question: kind === 'attribute' ? 'same hand' : 'purpose' },
    ]),
  ),
}
