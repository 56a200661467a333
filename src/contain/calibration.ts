/** The calibration as it stands, and a person's word that applies it. */
import { appendNext, exclusively } from '../audit/append.ts'
import { AppError } from '../errors.ts'
import { newestRun } from '../findings/read.ts'
import type { Calibration } from '../model/review.ts'
import type { Store } from '../store/store.ts'
import { calibrate, verdictsOf } from './calibrate.ts'
import { readState } from './load.ts'
import { alreadyDone, type By } from './request.ts'

/** What the program promises unless a person set something else. */
const shippedPromise = 0.01

/** The promised share of false campaigns that a person set; undefined: the program's own. */
export const readFalseCampaigns = async (store: Store): Promise<number | undefined> =>
  (await readState(store)).false_campaigns

/** What the verdicts say, held against the promise of the newest run. */
export async function readCalibration(store: Store): Promise<Calibration> {
  const state = await readState(store)
  const run = await newestRun(store)
  return calibrate(verdictsOf(state), state.false_campaigns ?? run?.false_discovery_rate ?? shippedPromise)
}

/**
 * Sets the promise for the runs to come. Any value may be set, not only the one proposed: it is a person's word.
 * @throws denied `calibration/no-person` for the program itself
 */
export function applyCalibration(
  store: Store,
  asked: { false_campaigns: number; reason: string },
  by: By,
): Promise<Calibration> {
  if (by.actor.kind === 'system')
    throw new AppError('denied', 'calibration/no-person', 'only a person can change the promise')
  return exclusively(store, async () => {
    if (await alreadyDone(store, 'calibration/apply', 'false_campaigns', by)) return readCalibration(store)
    const { verdicts } = await readCalibration(store)
    const detail = { ...asked, verdicts }
    await appendNext(store, { ...by, act: 'calibration/apply', subject: 'false_campaigns', detail })
    return readCalibration(store)
  })
}
