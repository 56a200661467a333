import { trait } from './signal.ts'

/** Exchanges per active day. */
export const steadyVolume = trait(import.meta.url, {
  id: 'steady-volume',
  family: 'purpose',
  aspect: 'machine',
  scale: 'level',
  why: 'An account is a pipe: it is used every day it lives, near what it may carry.',
  innocent: 'Production systems: one aspect of several.',
  describe: (group, honest) =>
    `${group.toFixed(1)} exchanges an account and active day; honest accounts: ${honest.toFixed(1)}`,
})
