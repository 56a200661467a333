/**
 * The key of all sketch hashes. Whoever has the store but not the key cannot test a guessed prompt or address
 * against it, so the key lives beside the store and never in it, nor in the text of a query.
 */
import { randomBytes } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { makeFolder } from './folder.ts'

/** The two halves for `sipHash64Keyed(({k0:UInt64}, {k1:UInt64}), x)`; bind them, never write them into SQL. */
export interface SketchKey {
  readonly k0: string
  readonly k1: string
}

/**
 * Reads `FOLDER/key`, made on first use. `given` (32 hexadecimal digits) stands in for the file, which is then
 * neither read nor made: several edges that must sketch alike share one key this way.
 * @example const key = await loadKey('.stillwatch', process.env.STILLWATCH_KEY)
 */
export async function loadKey(folder: string, given?: string): Promise<SketchKey> {
  if (given !== undefined && given !== '') return halves(given, 'STILLWATCH_KEY')
  const path = join(folder, 'key')
  const made = await makeKey(folder, path)
  if (made !== undefined) return halves(made, path)
  await refuseExposed(path)
  return halves(await readKey(path), path)
}

/** Undefined when there is a key already, also one that another process made in the same moment. */
async function makeKey(folder: string, path: string): Promise<string | undefined> {
  try {
    makeFolder(resolve(folder))
    const file = await open(path, 'wx', 0o600)
    try {
      const text = randomBytes(keyBytes).toString('hex')
      await file.writeFile(`${text}\n`)
      // The sketches are worthless without their key, so it must be on the disk before the first of them.
      await file.sync()
      return text
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return undefined
    const message = `the key file ${path} cannot be made; give a writable --data folder, or STILLWATCH_KEY`
    throw new AppError('denied', 'store/key-unwritable', message, { cause })
  }
}

async function refuseExposed(path: string): Promise<void> {
  // Windows has no such bits and reports 0666 for every file.
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return
  const bits = (mode & 0o777).toString(8)
  const message = `others can read the key file ${path} (mode ${bits}): chmod 600 it, and think who may have seen it`
  throw new AppError('denied', 'store/key-exposed', message)
}

async function readKey(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (cause) {
    throw new AppError('denied', 'store/key-unreadable', `the key file ${path} cannot be read`, { cause })
  }
}

const keyBytes = 16

function halves(text: string, source: string): SketchKey {
  if (!/^[0-9a-f]{32}$/i.test(text)) {
    throw new AppError('input', 'store/key-malformed', `${source} is not a key: 32 hexadecimal digits`)
  }
  const bytes = Buffer.from(text, 'hex')
  return { k0: String(bytes.readBigUInt64LE(0)), k1: String(bytes.readBigUInt64LE(8)) }
}
