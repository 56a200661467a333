/** The only door to wall-clock time; everything else is given its time. */

export type Clock = () => number

/** Milliseconds since the epoch, from the machine's clock. */
export const systemClock: Clock = () => Date.now()
