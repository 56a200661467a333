import { drawKind, drawPerson } from '../people/kinds.ts'
import type { Source, World } from '../traffic.ts'
import type { Scenario } from './scenario.ts'

function* people(world: World, label: string): Generator<Source> {
  for (let i = 0; i < world.accounts; i++) {
    const name = `${label}/${i}`
    yield drawPerson(world, name, drawKind(world.rng(`${name}/kind`)))
  }
}

export const honest: Scenario = {
  what: 'unrelated customers of all kinds, as many as the world has accounts',
  cast: (world, label) => ({ sources: [...people(world, label)] }),
  people,
}
