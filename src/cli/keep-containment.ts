/** What a running service does about containment by itself: end what is over, and ask the provider for what holds. */
import { readFileSync } from 'node:fs'
import { deliverDue } from '../actions/deliver.ts'
import { readWebhook, type Webhook } from '../actions/webhook.ts'
import type { Clock } from '../clock.ts'
import { expireDue } from '../contain/keep-up.ts'
import { AppError } from '../errors.ts'
import { stopDecided } from '../reaction/probe.ts'
import { repeat, type Schedule } from '../server/schedule.ts'
import type { Store } from '../store/store.ts'

/** Time itself ends a containment; this only writes it down. */
const tidyEveryMs = 30_000
/** A suspended key still works until its message arrives. */
const deliverEveryMs = 2_000

/** @throws input `webhook/unreadable`, and what `readWebhook` says of its text */
export function webhookOf(file: string | undefined): Webhook | undefined {
  if (file === undefined) return undefined
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new AppError('input', 'webhook/unreadable', 'the webhook file cannot be read', { cause })
  }
  return readWebhook(text)
}

export function keepContainment(
  store: Store,
  webhook: Webhook | undefined,
  clock: Clock,
  failed: (error: unknown) => void,
): Schedule {
  const always = async (): Promise<boolean> => true
  const tidy = repeat({
    everyMs: tidyEveryMs,
    firstMs: tidyEveryMs,
    isDue: always,
    work: async () => {
      const at = clock()
      await expireDue(store, { actor: { id: 'stillwatch', kind: 'system' }, at })
      await stopDecided(store, at)
    },
    failed,
  })
  const delivery =
    webhook === undefined
      ? undefined
      : repeat({
          everyMs: deliverEveryMs,
          firstMs: deliverEveryMs,
          isDue: always,
          work: async () => void (await deliverDue({ store, webhook, clock, send: fetch })),
          failed,
        })
  return {
    stop: async () => {
      await Promise.all([tidy.stop(), delivery?.stop()])
    },
  }
}
