/** Which capabilities a finding is told by: the page, the terminal and the dossier name the same ones. */
import type { Finding } from './finding.ts'

type Capability = Finding['capabilities'][number]

/** Three at most: of a campaign those asked for more than honest use does, of a group those it uses most. */
export function sought({ kind, capabilities }: Pick<Finding, 'kind' | 'capabilities'>): Capability[] {
  const chosen =
    kind === 'campaign'
      ? capabilities
          .filter(one => one.share > one.honest * 1.3 && one.share >= 0.03)
          .sort((a, b) => b.share - b.honest - (a.share - a.honest))
      : capabilities.filter(one => one.share >= 0.1).sort((a, b) => b.share - a.share)
  return chosen.slice(0, 3)
}
