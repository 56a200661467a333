import { drawKind, drawPerson } from '../people/kinds.ts'
import type { Scenario } from './scenario.ts'

export const honest: Scenario = {
  what: 'unrelated customers of all kinds, as many as the world has accounts',
  cast: (world, label) => ({
    sources: Array.from({ length: world.accounts }, (_, i) => {
      const name = `${label}/${i}`
      return drawPerson(world, name, drawKind(world.rng(`${name}/kind`)))
    }),
  }),
}
