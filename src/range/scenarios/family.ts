import { randomInt } from '../../rng.ts'
import { carrierBook, homeBook, mixedBook } from '../addresses.ts'
import { honestPayment } from '../identity.ts'
import { drawPlace } from '../places.ts'
import { crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const family: Scenario = {
  what: 'a family: one card, one home, everybody an account',
  cast(world, label) {
    const rng = world.rng(label)
    const place = drawPlace(rng)
    const home = homeBook(rng, place.country, 30)
    const payment = honestPayment(rng, place.country)
    return {
      sources: crowd(world, label, randomInt(rng, 3, 6), own => ({
        kind: own() < 0.6 ? 'casual' : 'student',
        place,
        addresses: mixedBook([
          [home, 6],
          [carrierBook(own, world.seed, place.country), 2],
        ]),
        identity: { payment },
      })),
    }
  },
}
