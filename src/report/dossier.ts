/** Everything a dossier says, as data. Pure: the same store gives the same dossier, down to the byte. */
import type { Story } from '../model/api.ts'
import type { Finding, Member, Run } from '../model/finding.ts'
import { type Glossary, tell } from './story.ts'

export interface Appendix {
  numbers: readonly { what: string; stored: string; now: string; query: string }[]
  queries: readonly { name: string; sql: string; params: Readonly<Record<string, string | number>> }[]
}

export interface Dossier {
  format: 'stillwatch-dossier'
  version: 1
  finding: Finding
  run: Run
  story: Story
  method: readonly string[]
  /** The surest first; `finding.accounts` says how many there are. */
  members: readonly Member[]
  appendix: Appendix
}

export interface DossierParts {
  finding: Finding
  run: Run
  members: readonly Member[]
  appendix: Appendix
  glossary: Glossary
}

/** Assembles what happened, how it was found, how sure it is, and how to check it. */
export function dossier({ finding, run, members, appendix, glossary }: DossierParts): Dossier {
  return {
    format: 'stillwatch-dossier',
    version: 1,
    finding,
    run,
    story: tell(finding, run, glossary),
    method,
    members,
    appendix,
  }
}

const method: readonly string[] = [
  'No account is judged alone: at the pace of a campaign each looks like a light customer. Accounts are first linked, then the group is tested.',
  'Each exchange is reduced to a sketch when it is read in: keyed hashes of templates, near-duplicates, tools and parameters, and labels of what was asked for. The texts are dropped.',
  'Accounts are linked by what strangers of the same country, plan and client would hardly share, each trait discounted by its popularity, and by hours of activity that move together once each account’s own rhythm is divided out. Two independent kinds of trait must agree.',
  'Two questions are then asked separately. Are these accounts run by one hand? Does that hand take what has training value? Classes, companies and popular tools answer yes to the first; only both together make a campaign.',
  'The weight of a piece of evidence is the logarithm (in nats) of how much likelier it is under the one reading than under the other. Each family of evidence is capped, so that none can convict alone, and a group is tested on families other than those that found it.',
  'Groups are accepted by e-values under a procedure that keeps the promised false-discovery rate within each run; repeated runs are not counted together.',
  'Country and nationality carry no weight in any step.',
]
