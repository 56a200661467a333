/** One entry of the audit log and the hash that ties it to the one before. Pure. */
import { createHash } from 'node:crypto'
import type { Entry } from '../model/audit.ts'

/**
 * JSON with sorted keys and no spaces: the same value always gives the same bytes. RFC 8785; its number form is
 * JavaScript's own. Keys whose value is undefined are left out.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(item => canonical(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    return `{${fields.join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null'
  return JSON.stringify(value) ?? 'null'
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The hash of an entry covers everything in it, the former hash included. */
export const seal = (entry: Omit<Entry, 'hash'>): Entry => ({ ...entry, hash: hashOf(entry) })

export function hashOf(entry: Omit<Entry, 'hash'>): string {
  const { seq, at, actor, act, subject, request, detail, previous } = entry
  return sha256(
    canonical({
      seq,
      at,
      actor: { id: actor.id, kind: actor.kind },
      act,
      subject,
      request,
      detail,
      previous,
    }),
  )
}
