/** Structured logs: one JSON object a line, with codes, routes and counts; never a body, a header or an account. */
import { destination, type LevelWithSilent, type Logger, pino } from 'pino'

export type Log = Logger

/** To standard error; synchronous, so that the last line of a dying process is there. */
export const makeLog = (level: LevelWithSilent): Log =>
  pino(
    { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ fd: 2, sync: true }),
  )

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
