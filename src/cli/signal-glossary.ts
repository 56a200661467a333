/** What the catalogue says of each signal, for those who tell findings without knowing signals. */
import type { Glossary } from '../report/story.ts'
import { coActivity } from '../signals/co-activity.ts'
import { signals } from '../signals/index.ts'

/** Not signals of their own but circumstances that the question of purpose weighs. */
const circumstances: Record<string, { why: string; innocent: string }> = {
  'open-organisation': {
    why: 'Members openly belong to one organisation, which explains what they share.',
    innocent: 'Shared openly: the organisation itself explains what its accounts have in common.',
  },
  'open-campus': {
    why: 'Members work from a campus, which explains what they share.',
    innocent: 'Shared openly: a campus explains common addresses and sign-up days.',
  },
  'open-verified': {
    why: 'Whoever has proved an identity can be held to account.',
    innocent: 'Shared openly: verified identities rarely belong to a campaign.',
  },
  'open-invoice': {
    why: 'A customer who is billed has a contract.',
    innocent: 'Shared openly: a contract explains a common payment.',
  },
  'same-questions': {
    why: 'Many accounts ask the same, which a harvester never pays for.',
    innocent: 'Classes and benchmarks ask the same again; a queue pays for each question once.',
  },
  'work-queue': {
    why: 'A queue hands each question out once, so next to nothing is asked twice.',
    innocent: 'Unrelated customers also seldom repeat each other: it counts only within a group.',
  },
  'unrelated-on-paper': {
    why: 'Accounts that act together can usually say who they are.',
    innocent: 'Friends and small teams are often on nobody’s records.',
  },
  'pooled-volume': {
    why: 'What is spread over many accounts is one large customer when put together.',
    innocent: 'A large customer may use many accounts, and usually says so.',
  },
  'even-load': {
    why: 'A scheduler shares work out evenly; people differ widely.',
    innocent: 'Production systems are steady too: one aspect of several.',
  },
}

export const signalGlossary: Glossary = {
  ...Object.fromEntries(
    Object.entries(circumstances).map(([id, words]) => [id, { ...words, question: 'purpose' }]),
  ),
  ...Object.fromEntries(
    [...signals, coActivity].map(({ id, why, innocent, kind }) => [
      id,
      { why, innocent, question: kind === 'attribute' ? 'same hand' : 'purpose' },
    ]),
  ),
}
