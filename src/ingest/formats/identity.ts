/** Ids and principals that come out the same on every reading of the same log. */
import { createHash } from 'node:crypto'
import type { ParseContext } from './format.ts'

/** The contract's bound on `id` and `account`. */
const idMax = 128

const digest = (value: string, length = 24): string =>
  createHash('sha256').update(value).digest('hex').slice(0, length)

/** Keeps short ids as they are; a long one keeps its beginning and a hash of the whole. */
export const bounded = (id: string): string => (id.length <= idMax ? id : `${id.slice(0, 96)}~${digest(id)}`)

/** Content and position, not the file's name: the same log read from another folder gives the same ids. */
export const contentId = (record: unknown, line: number, part = 0): string =>
  `content-${digest(`${line}\n${part}\n${JSON.stringify(record) ?? ''}`, 32)}`

const email = /[^\s@:/]+@[^\s@:/]+\.[a-z]{2,}/gi

/** Loggers put mail addresses where an account belongs; none is ever stored raw. */
export const principal = (
  name: string,
  { mask = address => digest(address, 16) }: Pick<ParseContext, 'mask'>,
): string => bounded(name.trim().replace(email, address => `mail-${mask(address.toLowerCase())}`))

/** What stands for a secret (an API key, a bearer token) that a log recorded in the clear. */
export function credential(secret: string): string | undefined {
  const bare = secret.replace(/^(bearer|basic)\s+/i, '').trim()
  if (bare === '' || /redacted|filtered|^\W+$|^x{3,}$/i.test(bare)) return undefined
  // A signed AWS request names its access key id, which is no secret.
  const signed = /Credential=([A-Z0-9]{16,32})\//.exec(bare)
  return signed?.[1] ?? `key-${digest(bare)}`
}
