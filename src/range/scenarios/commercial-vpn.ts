import { drawAddress, fixedBook } from '../addresses.ts'
import { drawKind } from '../people/kinds.ts'
import { crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const commercialVpn: Scenario = {
  what: 'customers of one commercial VPN, all through the same few exits',
  cast(world, label) {
    const rng = world.rng(label)
    const exits = fixedBook(Array.from({ length: 5 }, () => drawAddress(rng, 'vpn')))
    return {
      sources: crowd(world, label, crowdSize(rng, world, 120, 400), own => ({
        kind: drawKind(own),
        addresses: exits,
      })),
    }
  },
}
