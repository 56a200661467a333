/** A scenario puts a group of accounts into a world: honest people, a look-alike, or a campaign. */
import type { Cast, World } from '../traffic.ts'

export interface Scenario {
  readonly what: string
  /** `label` names this instance: it seeds it, and it is the group's name in the labels. */
  cast(world: World, label: string): Cast
}
