/** A file that is one JSON document: an array of records, or a single record, over any number of lines. */
import { readFile } from 'node:fs/promises'
import type { InputFile } from './files.ts'
import { parseLine } from './recognise.ts'

/** A document is read as a whole, so it is bounded; logs that are larger come as lines. */
const documentBytesMax = 256 * 1024 * 1024

export async function readDocument(file: InputFile): Promise<unknown[] | undefined> {
  if (file.packing !== 'none' || file.bytes > documentBytesMax) return undefined
  const document = parseLine(await readFile(file.path, 'utf8'))
  if (typeof document !== 'object' || document === null) return undefined
  return Array.isArray(document) ? document : [document]
}
