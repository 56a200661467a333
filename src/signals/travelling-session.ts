import { attribute } from './signal.ts'

/** One conversation, or one session text, under several accounts. */
export const travellingSession = attribute(import.meta.url, {
  id: 'travelling-session',
  family: 'content',
  origin: 'usage',
  grain: 'fine',
  cap: 8,
  why: 'A session is continued under another account when one is exhausted.',
  innocent: 'A person with two accounts: two holders. A published starter text: many.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `session ${value.slice(0, 10)}…`,
})
