import { attribute } from './signal.ts'

/** One system prompt. */
export const sharedSystemPrompt = attribute(import.meta.url, {
  id: 'shared-system-prompt',
  family: 'content',
  origin: 'usage',
  grain: 'coarse',
  cap: 7,
  why: 'One prompt is injected into every request of the pool.',
  innocent: 'A popular agent or a published prompt: thousands of strangers have it.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `system prompt ${value.slice(0, 8)}…`,
})
