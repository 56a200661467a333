import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder for its owner alone, and its parents. Not `mkdir(…, { recursive: true })`: Node 20 tries for ever
 * where a parent exists and still says ENOENT, as /proc does.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, ownerOnly)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    makeFolder(dirname(path))
    mkdirSync(path, ownerOnly)
  }
}

const ownerOnly = { mode: 0o700 }
