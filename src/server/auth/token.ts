/**
 * Tokens for programs: `swt_ID_SECRET`. The id is for looking up and for logs; of the secret, 32 random bytes, only the
 * SHA-256 is kept. That needs no salt and no slow hash: nobody guesses 256 bits.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { roles } from '../principal.ts'

export const tokenSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  name: z.string().min(1).max(100),
  roles: z.array(z.enum(roles)).min(1),
  /** SHA-256 of the secret, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  created: z.iso.datetime(),
  /** From here on it is refused. */
  expires: z.iso.datetime().optional(),
})
export type Token = z.infer<typeof tokenSchema>

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export interface Minted {
  readonly token: Token
  /** Shown once and kept nowhere. */
  readonly secret: string
}

/** @param now epoch milliseconds */
export function mint(given: Pick<Token, 'name' | 'roles' | 'expires'>, now: number): Minted {
  const id = randomBytes(6).toString('hex')
  const secret = `swt_${id}_${randomBytes(32).toString('base64url')}`
  return { token: { id, ...given, hash: hashOf(secret), created: new Date(now).toISOString() }, secret }
}

const shape = /^swt_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/

/** The token this secret belongs to, unless it has expired. Takes the same time whichever byte is wrong. */
export function findToken(tokens: readonly Token[], secret: string, now: number): Token | undefined {
  const id = shape.exec(secret)?.[1]
  const token = tokens.find(each => each.id === id)
  const known = Buffer.from(token?.hash ?? nobody, 'hex')
  const isRight = timingSafeEqual(known, Buffer.from(hashOf(secret), 'hex'))
  if (token === undefined || !isRight) return undefined
  return isCurrent(token, now) ? token : undefined
}

export const isCurrent = ({ expires }: Token, now: number): boolean =>
  expires === undefined || Date.parse(expires) > now

/** Compared with when no token has the id. */
const nobody = '0'.repeat(64)
