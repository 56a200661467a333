/** The catalogue. Adding a signal is its file, its SQL, its fixture and one line here. */
import { boughtPayment } from './bought-payment.ts'
import { broadHarvest } from './broad-harvest.ts'
import { cardRange } from './card-range.ts'
import { clientBundle } from './client-bundle.ts'
import { coActivity } from './co-activity.ts'
import { hiddenNetwork } from './hidden-network.ts'
import { longOutput } from './long-output.ts'
import { mailDomain } from './mail-domain.ts'
import { mailShape } from './mail-shape.ts'
import { manyAddresses } from './many-addresses.ts'
import { nearDuplicate } from './near-duplicate.ts'
import { oneShot } from './one-shot.ts'
import { parameterProfile } from './parameter-profile.ts'
import { referralCode } from './referral-code.ts'
import { roundTheClock } from './round-the-clock.ts'
import { sharedAddress } from './shared-address.ts'
import { sharedDevice } from './shared-device.ts'
import { sharedInstrument } from './shared-instrument.ts'
import { sharedPrefix } from './shared-prefix.ts'
import { sharedSystemPrompt } from './shared-system-prompt.ts'
import { sharedTemplate } from './shared-template.ts'
import { sharedToolset } from './shared-toolset.ts'
import type { AttributeSignal, Signal, TraitSignal } from './signal.ts'
import { signupAddress } from './signup-address.ts'
import { signupDay } from './signup-day.ts'
import { signupDevice } from './signup-device.ts'
import { steadyVolume } from './steady-volume.ts'
import { takingStyle } from './taking-style.ts'
import { trainingValue } from './training-value.ts'
import { travellingSession } from './travelling-session.ts'

export const attributeSignals: readonly AttributeSignal[] = [
  cardRange,
  clientBundle,
  mailDomain,
  mailShape,
  nearDuplicate,
  parameterProfile,
  referralCode,
  sharedAddress,
  sharedDevice,
  sharedInstrument,
  sharedPrefix,
  sharedSystemPrompt,
  sharedTemplate,
  sharedToolset,
  signupAddress,
  signupDay,
  signupDevice,
  travellingSession,
]

export const traitSignals: readonly TraitSignal[] = [
  boughtPayment,
  broadHarvest,
  hiddenNetwork,
  longOutput,
  manyAddresses,
  oneShot,
  roundTheClock,
  steadyVolume,
  takingStyle,
  trainingValue,
]

/** Everything the catalogue holds; co-activity's values come from a decomposition and not from its query. */
export const signals: readonly Signal[] = [...attributeSignals, coActivity, ...traitSignals]
