/**
 * The signed manifest beside a dossier: what file it seals, on which inputs and answers it rests, and whose key says so.
 * Ed25519 is deterministic, so the same store and key give the same manifest, down to the byte.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Dossier } from '../model/dossier.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestSchema = z.object({
  format: z.literal('stillwatch-manifest'),
  version: z.literal(1),
  dossier: z.object({
    finding: z.string(),
    run: z.string(),
    as_of: z.string(),
    language: z.string(),
    program: z.string(),
    withheld: z.array(z.string()).optional().describe('Kinds of values a redacted dossier leaves out.'),
  }),
  file: z.object({ sha256: hash, bytes: z.int() }),
  content_sha256: hash.describe('Of the dossier as JSON: the same for every format of one language.'),
  inputs: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe('What was read in, with its hash.'),
  audit: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).describe('Head of the audit log.'),
  answers: z.array(z.object({ id: z.string(), name: z.string(), sql_sha256: hash, rows_sha256: hash })),
  key: z.object({ algorithm: z.literal('ed25519'), public: z.string().describe('SPKI, DER, base64.') }),
  signature: z.string().describe('Over all the above as canonical JSON, base64.'),
})
export type Manifest = z.infer<typeof manifestSchema>

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** JSON with sorted keys and no space: one value, one text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, held]) => held !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`
}

/** SHA-256 of the public key, in groups that people can read to each other. */
export function fingerprintOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key
  const der = open.export({ type: 'spki', format: 'der' })
  return (sha256(der).slice(0, 32).match(/.{4}/g) ?? []).join(' ')
}

export const rowsHash = (answer: Answer): string => sha256(canonical(answer.rows))

/** @param file the dossier as it is written: HTML, PDF or JSON */
export function seal(dossier: Dossier, file: Uint8Array, key: KeyObject): Manifest {
  const rowOf = (name: string) => dossier.answers.find(one => one.name === name)?.rows[0] ?? {}
  const body = {
    format: 'stillwatch-manifest' as const,
    version: 1 as const,
    dossier: {
      finding: dossier.finding,
      run: dossier.run,
      as_of: dossier.as_of,
      language: dossier.language,
      program: dossier.program,
      ...(dossier.withheld !== undefined && { withheld: dossier.withheld }),
    },
    file: { sha256: sha256(file), bytes: file.byteLength },
    content_sha256: sha256(canonical(dossier)),
    inputs: rowOf('recount/inputs'),
    audit: rowOf('recount/audit-head'),
    answers: dossier.answers.map(one => ({
      id: one.id,
      name: one.name,
      sql_sha256: sha256(one.sql),
      rows_sha256: rowsHash(one),
    })),
    key: {
      algorithm: 'ed25519' as const,
      public: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    },
  }
  return { ...body, signature: sign(null, Buffer.from(canonical(body)), key).toString('base64') }
}

export interface Check {
  readonly what: 'signature' | 'file' | 'key'
  readonly holds: boolean
}

/**
 * Checks a file against its manifest. Whose key it is must be known by another way: `expected` is that fingerprint.
 */
export function checkSeal(manifest: Manifest, file: Uint8Array, expected?: string): Check[] {
  const { signature, ...body } = manifest
  const checks: Check[] = [
    { what: 'file', holds: sha256(file) === body.file.sha256 && file.byteLength === body.file.bytes },
  ]
  const key = readKey(body.key.public)
  const holds =
    key !== undefined && verify(null, Buffer.from(canonical(body)), key, Buffer.from(signature, 'base64'))
  checks.push({ what: 'signature', holds })
  if (expected !== undefined) {
    const same = key !== undefined && plain(fingerprintOf(key)) === plain(expected)
    checks.push({ what: 'key', holds: same })
  }
  return checks
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(/[^0-9a-f]/gi, '').toLowerCase()

/** Undefined when it is no ed25519 key: the manifest is outside data. */
export function readKey(spki: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
