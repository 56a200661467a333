/**
 * A server writes every query into its logs with the parameters filled in, the sketch key among them. Only the key
 * arguments of some functions are blotted out there (`[HIDDEN]`), `decrypt` among them. So the key's halves travel
 * encrypted, and what opens them travels as such an argument.
 */
import { createCipheriv, randomBytes } from 'node:crypto'
import type { BoundValue } from './bind.ts'
import type { Statement } from './engine.ts'

/** Parameters of these names are secrets on every server; see `SketchKey`. All are UInt64. */
const secretNames = ['k0', 'k1'] as const
const wrapName = 'stillwatch_wrap'

/**
 * `{k0:UInt64}` becomes an expression of the same value and type, constant for the whole query.
 */
export function hideSecrets(statement: Statement): Statement {
  const secrets = secretNames.filter(name => Object.hasOwn(statement.params, name))
  if (secrets.length === 0) return statement
  const wrap = randomBytes(16).toString('hex')
  const params: Record<string, BoundValue> = { ...statement.params, [wrapName]: wrap }
  let sql = statement.sql
  for (const name of secrets) {
    const sealed = seal(BigInt(String(params[name])), wrap)
    delete params[name]
    const opened = `reinterpretAsUInt64(decrypt('${cipher}', unhex('${sealed}'), {${wrapName}:String}))`
    sql = sql.replaceAll(new RegExp(`\\{\\s*${name}\\s*:\\s*UInt64\\s*\\}`, 'g'), opened)
  }
  return { ...statement, sql, params }
}

/** One block under a key used once: a mode with a nonce would add nothing. */
const cipher = 'aes-256-ecb'

function seal(value: bigint, wrap: string): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(value)
  const sealing = createCipheriv(cipher, Buffer.from(wrap, 'ascii'), null)
  return Buffer.concat([sealing.update(bytes), sealing.final()]).toString('hex')
}
