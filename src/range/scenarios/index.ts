/** The registry of scenarios. Additive only: worlds in use are named by these keys. */
import { campaigns } from './campaigns.ts'
import { honest } from './honest.ts'
import type { Scenario } from './scenario.ts'

export const scenarios = {
  honest,
  ...campaigns,
} as const satisfies Record<string, Scenario>
export type ScenarioName = keyof typeof scenarios
