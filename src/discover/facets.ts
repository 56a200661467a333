/** What one configuration fixes at once: wording in all its forms is one fact, prompt and tools another. */
const facets: Readonly<Record<string, string>> = {
  'shared-template': 'wording',
  'near-duplicate': 'wording',
  'travelling-session': 'wording',
  'shared-system-prompt': 'prompt',
  'shared-toolset': 'prompt',
}

/** The fact a signal reports; signals of one facet are never counted as two. */
export const facetOf = (signal: string): string => facets[signal] ?? signal
