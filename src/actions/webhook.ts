/** The provider's own endpoint for actions: off until somebody writes this file. */
import { z } from 'zod'
import { AppError } from '../errors.ts'

const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
  .describe('`whsec_` and 24 to 64 random bytes in base64.')

export const webhookSchema = z.strictObject({
  url: z.url().describe('https, or http on this machine itself.'),
  secrets: z
    .array(secret)
    .min(1)
    .max(3)
    .describe('The first signs; the others too, while one is being replaced.'),
  timeout_ms: z.int().min(100).max(60_000).default(10_000),
})
export type Webhook = z.infer<typeof webhookSchema>

/**
 * Reads the file's text.
 * @throws input `webhook/invalid`; never repeats a secret
 */
export function readWebhook(text: string): Webhook {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('input', 'webhook/invalid', 'the webhook file is not JSON', { cause })
  }
  const parsed = webhookSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError('input', 'webhook/invalid', `webhook: ${issue?.path.join('.') || 'file'} is not valid`)
  }
  const { protocol, hostname, username } = new URL(parsed.data.url)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if ((protocol !== 'https:' && !(protocol === 'http:' && local)) || username !== '')
    throw new AppError(
      'input',
      'webhook/insecure',
      'webhook: url must be https (or http on this machine), without a user',
    )
  return parsed.data
}
