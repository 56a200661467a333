import { attribute } from './signal.ts'

/** One exact client: TLS fingerprint, user agent, library, header order. */
export const clientBundle = attribute(import.meta.url, {
  id: 'client-bundle',
  family: 'client',
  origin: 'usage',
  grain: 'coarse',
  cap: 6,
  why: 'A pool runs one build of one client.',
  innocent: 'A popular browser or agent release: everybody has it.',
  nullModel: 'Strangers of the same country hold it as often as everybody outside the group does.',
  describe: value => `client ${value.slice(0, 60)}`,
})
