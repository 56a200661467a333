/** The hand on the switch: how much of the queue is released each hour, for the whole pool at once. */
import { type Rng, randomNormal } from '../../rng.ts'
import { chance, randomBetween, randomPoisson } from '../draw.ts'
import type { World } from '../traffic.ts'

/** Relative demand by world hour, about 1 when running and 0 when paused. */
export function drawDemand(rng: Rng, world: World, startHour: number, endHour: number): Float32Array {
  const demand = new Float32Array(world.hours)
  const rampHours = randomBetween(rng, 1, 36)
  const noise = randomBetween(rng, 0.08, 0.35)
  const stick = randomBetween(rng, 0.6, 0.95)
  const hasWindow = chance(rng, 0.35)
  const opens = rng() * 24
  const opened = randomBetween(rng, 8, 18)
  const restsOn = chance(rng, 0.3) ? Math.floor(rng() * 7) : -1
  const hasBatches = chance(rng, 0.3)
  const batch = randomBetween(rng, 3, 40)
  const idle = randomBetween(rng, 1, 14)
  let walk = 0
  for (let hour = startHour; hour < endHour; hour++) {
    walk = stick * walk + noise * Math.sqrt(1 - stick * stick) * randomNormal(rng)
    let level = Math.exp(walk) * Math.min(1, (hour - startHour + 1) / rampHours)
    if (hasWindow && (hour - opens + 240) % 24 > opened) level *= 0.03
    if (restsOn >= 0 && Math.floor(hour / 24) % 7 === restsOn) level *= 0.05
    if (hasBatches && (hour - startHour) % (batch + idle) > batch) level = 0
    demand[hour] = level
  }
  const pauses = randomPoisson(rng, world.days / 4)
  for (let n = 0; n < pauses; n++) {
    const from = Math.floor(randomBetween(rng, startHour, endHour))
    const until = Math.min(endHour, from + 1 + Math.floor(randomBetween(rng, 0, 20) * rng()))
    demand.fill(0, from, until)
  }
  return demand
}
