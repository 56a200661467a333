/** A scenario puts a group of accounts into a world: honest people, a look-alike, or a campaign. */
import type { Plan } from '../campaign/plan.ts'
import type { Cast, Source, World } from '../traffic.ts'

export interface Scenario {
  readonly what: string
  /** `label` names this instance: it seeds it, and it is the group's name in the labels. */
  cast(world: World, label: string): Cast
  /** The sources of `cast` one by one, where there may be a million. */
  people?(world: World, label: string): Iterable<Source>
  /** The hidden parameters of a campaign. */
  plan?(world: World, label: string): Plan
}
