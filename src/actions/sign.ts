/** Signed messages after the Standard Webhooks specification 1.0: HMAC-SHA256 over `id.timestamp.body`. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds a receiver should allow between a message's timestamp and its own clock. */
const toleranceS = 300

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')

const signatureOf = (secret: string, id: string, timestampS: number, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestampS}.${body}`).digest('base64')}`

/** Headers of one attempt. The id is the idempotency key: it stays the same however often the message is sent. */
export function signed(
  secrets: readonly string[],
  id: string,
  timestampS: number,
  body: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestampS),
    'webhook-signature': secrets.map(secret => signatureOf(secret, id, timestampS, body)).join(' '),
  }
}

/**
 * What a receiver does: true when one of the signatures was made with this secret, lately.
 * @param nowS seconds since the epoch
 */
export function verifies(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  nowS: number,
): boolean {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': timestamp = '',
    'webhook-signature': given = '',
  } = headers
  const timestampS = Number(timestamp)
  if (id === '' || !Number.isInteger(timestampS) || Math.abs(nowS - timestampS) > toleranceS) return false
  const expected = Buffer.from(signatureOf(secret, id, timestampS, body))
  return given
    .split(' ')
    .map(one => Buffer.from(one))
    .some(one => one.length === expected.length && timingSafeEqual(one, expected))
}
