/** What each family of evidence is called, what its absence means, and who innocent leaves such traces. */
import type { Family } from '../model/finding.ts'

export interface FamilyWords {
  title: string
  /** Shown when a signal brings no text of its own. */
  innocent: string
  /** Sources of a run without which the family must stay silent. */
  needs: readonly string[]
}

export const familyWords: Record<Family, FamilyWords> = {
  money: {
    title: 'Money',
    innocent: 'Families, agencies and employers pay for several accounts with one instrument.',
    needs: ['accounts'],
  },
  'sign-up': {
    title: 'Sign-up',
    innocent: 'Classes, launches and company roll-outs make many accounts at once.',
    needs: ['accounts'],
  },
  network: {
    title: 'Network',
    innocent: 'Offices, campuses and mobile carriers put strangers behind one address.',
    needs: ['addresses', 'networks'],
  },
  client: {
    title: 'Client',
    innocent: 'A popular tool looks the same on everybody’s machine.',
    needs: ['clients'],
  },
  content: {
    title: 'Content',
    innocent: 'A popular tool’s prompt, an assignment or a public benchmark is shared by strangers.',
    needs: ['content'],
  },
  timing: {
    title: 'Timing',
    innocent: 'Colleagues keep common hours, and an outage moves everybody together.',
    needs: [],
  },
  purpose: {
    title: 'Purpose',
    innocent: 'Researchers and heavy developers also want long, reasoned answers.',
    needs: ['content'],
  },
  reaction: {
    title: 'Reaction',
    innocent: 'Customers react to a limit too, each in their own time.',
    needs: ['reaction'],
  },
}
