/** What is known about an identity. A later line about the same account replaces the fields it names. */
import { z } from 'zod'
import { timeSchema } from './exchange.ts'

const text = z.string()

export const accountSchema = z.object({
  account: text.min(1).max(128),
  created: timeSchema.nullish(),
  email: text.nullish(),
  email_hash: text.nullish(),
  email_domain: text.nullish(),
  email_shape: text.nullish(),
  country: text.nullish(),
  phone_country: text.nullish(),
  phone_hash: text.nullish(),
  signup_ip: text.nullish(),
  signup_user_agent: text.nullish(),
  signup_ja4: text.nullish(),
  signup_device: text.nullish(),
  payment: z.object({ kind: text.nullish(), bin: text.nullish(), instrument: text.nullish() }).nullish(),
  plan: text.nullish(),
  kyc: z.union([text, z.boolean()]).nullish(),
  organization: text.nullish(),
  owner_country: text.nullish(),
  referral: text.nullish(),
  status: z.enum(['active', 'suspended', 'banned']).nullish(),
  status_time: timeSchema.nullish(),
})

export type Account = z.infer<typeof accountSchema>
