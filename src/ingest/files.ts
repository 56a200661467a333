/** Which files there are, what they are by their content, and who they are whatever they are called. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../errors.ts'

export type Packing = 'none' | 'gz' | 'zstd' | 'parquet'

export interface InputFile {
  /** As the operator named it. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly packing: Packing
  /** Hexadecimal; the same content has the same identity under any name. */
  readonly identity: string
}

const readable = /\.(jsonl|ndjson|json|log|parquet)(\.(gz|zst|zstd))?$/i

/** Named files are taken whatever they are called; in folders the known endings are, in the order of their names. */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const kind = await stat(path).catch((cause: unknown) => {
      throw new AppError('input', 'ingest/no-file', `there is no file or folder ${path}`, { cause })
    })
    if (!kind.isDirectory()) found.push(path)
    else {
      const inside = await readdir(path, { recursive: true, withFileTypes: true })
      const files = inside.filter(
        entry => entry.isFile() && readable.test(entry.name) && !entry.name.startsWith('.'),
      )
      found.push(...files.map(entry => join(entry.parentPath, entry.name)).sort())
    }
  }
  return [...new Set(found)]
}

/** How much of head and tail the identity stands on, beside the size. */
const identityBytes = 256 * 1024

export async function inspectFile(name: string): Promise<InputFile> {
  const path = resolve(name)
  await access(path, constants.R_OK)
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const head = await readAt(file, 0, Math.min(identityBytes, size))
    const tail = await readAt(file, Math.max(0, size - identityBytes), Math.min(identityBytes, size))
    const identity = createHash('sha256').update(`${size}:`).update(head).update(tail).digest('hex')
    return { name, path, bytes: size, packing: packingOf(head), identity }
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** By magic number: an ending may lie. */
function packingOf(head: Buffer): Packing {
  if (head.length >= 2 && head.readUInt16BE(0) === 0x1f8b) return 'gz'
  if (head.length >= 4 && head.readUInt32BE(0) === 0x28b52ffd) return 'zstd'
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet'
  return 'none'
}

/** The number a batch's rows carry: the same part of the same content has the same one, on every run. */
export function batchNumber(identity: string, chunk: number): string {
  return createHash('sha256').update(`${identity}:${chunk}`).digest().readBigUInt64LE(0).toString()
}

export const shortName = (file: InputFile): string => basename(file.name)

/** What an engine says of a file that is cut off or no such file at all: none of its codes is about our SQL alone. */
const unreadable = new Set(['store/sql', 'store/file', 'store/bad-row'])

/** Runs `work`, which has the engine read the file; its failure is then about this file and no other. */
export async function reading<T>(path: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (path === undefined || !(cause instanceof AppError) || !unreadable.has(cause.code)) throw cause
    const message = `${basename(path)} is cut off or damaged: ${cause.message}`
    throw new AppError('input', 'ingest/unreadable', message, {
      cause,
      ...(cause.detail && { detail: cause.detail }),
    })
  }
}
