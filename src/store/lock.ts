/**
 * Who has an embedded store open. chDB itself locks `status` in the folder (the kernel frees it with the process,
 * however that ends), but refuses a second process with an error that carries no number and a line on stderr.
 * So the lock is looked at first, and chDB's own refusal is only the last word.
 */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'

/** The error to give when `path` cannot be opened because another process has it. */
export function lockedError(data: string, path: string, cause?: unknown): AppError {
  const holder = statusPid(path)
  const message =
    `another stillwatch process${holder === undefined ? '' : ` (pid ${holder})`} has ${data} open, ` +
    'and an embedded store serves one process at a time: stop it (a running `stillwatch serve`?), ' +
    'use its HTTP API, or keep the data in a server with --clickhouse'
  return new AppError('conflict', 'store/locked', message, cause === undefined ? {} : { cause })
}

/**
 * True when another process surely holds the lock. False also where the system does not tell (not Linux).
 * Inode and owner must both agree: the device that /proc/locks names is not the one `stat` gives on overlay mounts.
 */
export function isLockedByAnother(path: string, ownPid: number): boolean {
  const holder = statusPid(path)
  if (holder === undefined || holder === ownPid) return false
  try {
    const inode = statSync(join(path, 'status')).ino
    // "7: FLOCK  ADVISORY  WRITE 4711 fe:01:123456 0 EOF": owner, then major:minor:inode.
    const locks = readFileSync('/proc/locks', 'utf8').split('\n')
    return locks.some(line => {
      const [, , , , owner, file] = line.trim().split(/\s+/)
      return file?.split(':')[2] === String(inode) && owner === String(holder)
    })
  } catch {
    return false
  }
}

/** The process chDB wrote down when it took the lock, if that is still alive. */
export function statusPid(path: string): number | undefined {
  try {
    const pid = Number(/PID: (\d+)/.exec(readFileSync(join(path, 'status'), 'utf8'))?.[1])
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}
