import { trait } from './signal.ts'

/** An account is a pipe: it is used every day it lives, near what it may carry. */
export const steadyVolume = trait(import.meta.url, {
  id: 'steady-volume',
  family: 'purpose',
  aspect: 'appetite',
  scale: 'level',
  why: 'Exchanges per active day.',
  innocent: 'Production systems: one aspect of several.',
  describe: (group, honest) =>
    `${group.toFixed(1)} exchanges an account and active day; honest accounts: ${honest.toFixed(1)}`,
})
