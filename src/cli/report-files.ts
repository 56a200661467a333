/** Files that a person hands to a report command: read whole, bounded, and checked against their shape. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'
import { AppError } from '../errors.ts'

/** A dossier with its answers is a few megabytes; more is no dossier of ours. */
const mostBytes = 256 * 1024 * 1024

export function readBytes(file: string): Uint8Array {
  try {
    if (statSync(file).size > mostBytes)
      throw new AppError('limit', 'report/too-large', `${file} is too large`)
    return readFileSync(file)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('missing', 'report/unreadable', `cannot read ${file}`, { cause })
  }
}

/** @param code of the error when the file is not of this shape */
export function readJson<T>(file: string, schema: z.ZodType<T>, code: string): T {
  const text = Buffer.from(readBytes(file)).toString('utf8')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (cause) {
    throw new AppError('input', code, `${file} is not JSON`, { cause })
  }
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('input', code, `${file}: ${issue?.path.join('.') || 'content'}: ${issue?.message}`)
}

/** Readable by its owner alone: what is in it was not meant for everybody on the machine. */
export function writeFile(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600 })
  } catch (cause) {
    throw new AppError('denied', 'report/unwritable', `cannot write ${file}`, { cause })
  }
}
