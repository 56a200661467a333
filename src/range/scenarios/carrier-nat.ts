import { pick } from '../../rng.ts'
import { addressIn, fixedBook } from '../addresses.ts'
import { networksOf } from '../networks.ts'
import { placeIn } from '../places.ts'
import { crowd } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const carrierNat: Scenario = {
  what: 'strangers by the thousand behind one carrier address',
  cast(world, label) {
    const rng = world.rng(label)
    const country = pick(rng, ['IN', 'ID', 'BR', 'PH', 'TR'] as const)
    const network = pick(rng, networksOf('mobile', country))
    const gateway = fixedBook([addressIn(rng, network.v4[0] ?? '49.32.0.0/13')])
    return {
      sources: crowd(world, label, Math.round(world.accounts * 0.1), own => ({
        kind: own() < 0.8 ? 'casual' : 'student',
        place: placeIn(country),
        addresses: gateway,
      })),
    }
  },
}
