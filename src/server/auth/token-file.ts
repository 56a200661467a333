/** `DATA/tokens.json`: written whole and renamed, so that a reader never sees half of it. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { type Token, tokenSchema } from './token.ts'

const fileSchema = z.object({ version: z.literal(1), tokens: z.array(tokenSchema).max(10_000) })

export const tokenPath = (folder: string): string => join(folder, 'tokens.json')

/** The tokens of a folder; none where there is no file. A file that others can read is refused. */
export function readTokens(folder: string): Token[] {
  const path = tokenPath(folder)
  const there = statSync(path, { throwIfNoEntry: false })
  if (there === undefined) return []
  // Windows has no such bits and reports 0666 for every file.
  if (process.platform !== 'win32' && (there.mode & 0o077) !== 0) {
    const message = `others can read the token file ${path}: chmod 600 it, and think who may have seen it`
    throw new AppError('denied', 'token/exposed', message)
  }
  const parsed = fileSchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data.tokens
  throw new AppError('input', 'token/file', `the token file ${path} is not one: restore it, or remove it`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads, changes and writes, while no other command does. @throws conflict `token/locked` */
export function changeTokens<T>(
  folder: string,
  change: (tokens: readonly Token[]) => { tokens: Token[]; result: T },
): T {
  const path = tokenPath(folder)
  const lock = `${path}.new`
  let file: number
  try {
    file = openSync(lock, 'wx', 0o600)
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    const message = isTaken
      ? `another command is changing the tokens; if none is, remove ${lock}`
      : `the token file ${path} cannot be written; give a writable --data folder`
    throw new AppError(
      isTaken ? 'conflict' : 'denied',
      isTaken ? 'token/locked' : 'token/unwritable',
      message,
      { cause },
    )
  }
  try {
    const { tokens, result } = change(readTokens(folder))
    writeSync(file, `${JSON.stringify({ version: 1, tokens }, undefined, 2)}\n`)
    fsyncSync(file)
    chmodSync(lock, 0o600)
    renameSync(lock, path)
    return result
  } catch (error) {
    rmSync(lock, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

export interface FollowedTokens {
  /** As the file says now, at most `followMs` ago. */
  current(now: number): readonly Token[]
}

/** A token that is taken back is refused after this time, without a restart. */
const followMs = 500

export interface TokenWatcher {
  broken(error: unknown): void
  changed(before: readonly Token[], after: readonly Token[]): void
}

/** Follows the file. Should it break, the last good tokens stay, and the watcher hears of it. */
export function followTokens(folder: string, watcher: TokenWatcher): FollowedTokens {
  let tokens: readonly Token[] = readTokens(folder)
  let seen = version(folder)
  let looked = Number.NEGATIVE_INFINITY
  return {
    current(now) {
      if (now - looked < followMs) return tokens
      looked = now
      const found = version(folder)
      if (found === seen) return tokens
      seen = found
      try {
        const before = tokens
        tokens = readTokens(folder)
        watcher.changed(before, tokens)
      } catch (error) {
        watcher.broken(error)
      }
      return tokens
    },
  }
}

/** A rename gives a new inode, also where two changes fall into one tick of the file system's clock. */
function version(folder: string): string {
  const there = statSync(tokenPath(folder), { throwIfNoEntry: false })
  return there === undefined ? '' : `${there.ino}:${there.mtimeMs}:${there.size}`
}
