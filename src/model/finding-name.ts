/** Detection names a finding by what it was after and what linked it; whoever shows it may need the two apart. */

export interface NameParts {
  /** Capabilities by their ids; empty when they are mixed. */
  readonly aims: readonly string[]
  /** Words for the origins that linked it, the strongest first. */
  readonly linkedBy: readonly string[]
}

/**
 * Undefined for a name of another form: an older version's, or one that came with the data.
 * @example nameParts('After data generation and chat, linked by network').aims // ['data-generation', 'chat']
 */
export function nameParts(name: string): NameParts | undefined {
  const [, aims, linkedBy] = /^(?:After )?([a-z -]{1,200}), linked by ([\p{L}’ ,-]{1,300})$/u.exec(name) ?? []
  if (aims === undefined || linkedBy === undefined) return undefined
  return {
    aims: aims === 'mixed capabilities' ? [] : aims.split(' and ').map(one => one.replaceAll(' ', '-')),
    linkedBy: linkedBy.split(', '),
  }
}
