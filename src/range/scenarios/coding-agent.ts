import { harnesses } from '../people/agents.ts'
import { crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const codingAgent: Scenario = {
  what: 'strangers by the thousand on one popular coding agent',
  cast(world, label) {
    const [popular] = harnesses
    if (popular === undefined) return { sources: [] }
    return {
      sources: crowd(world, label, Math.round(world.accounts * 0.12), () => ({
        kind: 'developer',
        harness: popular[0],
      })),
    }
  },
}
