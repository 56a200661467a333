/** The copy in the data folder: written beside, then renamed, so that a reader sees an old one or a new one whole. */
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Known } from '../decide/known.ts'
import { decodeKnown, encodeKnown } from './copy.ts'

export const copyPath = (folder: string): string => join(folder, 'decisions.jsonl')

/** Yields to decisions between lines. */
export async function writeCopy(folder: string, known: Known): Promise<void> {
  const path = copyPath(folder)
  const beside = `${path}.new`
  const file = await open(beside, 'w', 0o600)
  try {
    for (const line of encodeKnown(known)) await file.write(`${line}\n`)
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(beside, { force: true })
    throw error
  }
  await file.close()
  await rename(beside, path)
}

/** Undefined where there is none, or none that is whole. */
export async function readCopy(folder: string): Promise<Known | undefined> {
  const input = createReadStream(copyPath(folder), { encoding: 'utf8' })
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    // A missing file shows only when the stream is read, as an error of the stream and not of the lines.
    const failed = new Promise<never>((_, reject) => input.once('error', reject))
    failed.catch(() => undefined)
    return await Promise.race([decodeKnown(lines), failed])
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  } finally {
    lines.close()
    input.destroy()
  }
}
