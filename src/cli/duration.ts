/** Durations as people write them on a command line. */
import { AppError } from '../errors.ts'

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `30s`, `10m`, `12h` or `30d`. @example durationMs('1h', '--detect-every') // 3600000 */
export function durationMs(text: string, option: string): number {
  const [, count, unit] = /^([1-9][0-9]{0,4})([smhd])$/.exec(text) ?? []
  if (count === undefined || unit === undefined) {
    const message = `${option} is a number with s, m, h or d, such as 30s, 12h or 30d, not ${text}`
    throw new AppError('input', 'cli/duration', message)
  }
  return Number(count) * unitsMs[unit as keyof typeof unitsMs]
}
