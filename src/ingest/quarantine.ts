/** Rejected lines, written so that someone can find them again: where and why, and none of their text. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rejection } from './batch.ts'
import { type InputFile, shortName } from './files.ts'

/** Writes the rejections of one part, replacing what an interrupted run wrote; gives the path. */
export async function quarantine(
  folder: string,
  file: InputFile,
  chunk: number,
  rejections: readonly Rejection[],
): Promise<string | undefined> {
  const name = `${shortName(file)}-${file.identity.slice(0, 12)}${chunk === 0 ? '' : `-${chunk}`}.jsonl`
  const path = join(folder, name)
  if (rejections.length === 0) {
    await rm(path, { force: true })
    return undefined
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lines = rejections.map(({ row, reason, bytes, id, account }) =>
    JSON.stringify({
      file: file.name,
      line: row + 1,
      reason,
      bytes,
      ...(id !== '' && { id }),
      ...(account !== '' && { account }),
    }),
  )
  await writeFile(`${path}.part`, `${lines.join('\n')}\n`, { mode: 0o600 })
  await rename(`${path}.part`, path)
  return path
}
