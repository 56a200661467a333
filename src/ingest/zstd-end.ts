/**
 * Does a zstd file end where its last frame does? The engine takes a file that breaks off for one that ends there, so
 * its frames are walked here, by their headers alone. Format: RFC 8878, section 3.1.
 */
import { type FileHandle, open } from 'node:fs/promises'

const frameMagic = 0xfd2fb528
/** Sixteen values of the last digit mark frames that are to be skipped. */
const skippableMagic = 0x184d2a50
/** Of a block that repeats one byte only that byte is stored. */
const repeatBlock = 1
/** Magic, descriptor and the longest header behind it; more than a block's header. */
const headerBytesMax = 18

/** True when `path`, which begins as zstd does, is whole. Reads a few bytes a block: at most 128 KB of text each. */
export async function zstdIsWhole(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let at = 0
    while (at < size) {
      const next = await frameEnd(file, at)
      if (next === undefined || next > size) return false
      at = next
    }
    return true
  } finally {
    await file.close()
  }
}

/** Where the frame at `begin` ends, which may be behind the file; undefined when its headers are cut off or none. */
async function frameEnd(file: FileHandle, begin: number): Promise<number | undefined> {
  const head = await bytesAt(file, begin, headerBytesMax)
  if (head.length < 6) return undefined
  const magic = head.readUInt32LE(0)
  if ((magic & 0xfffffff0) >>> 0 === skippableMagic)
    return head.length < 8 ? undefined : begin + 8 + head.readUInt32LE(4)
  if (magic !== frameMagic) return undefined
  const descriptor = head.readUInt8(4)
  let at = begin + 5 + fieldBytes(descriptor)
  for (;;) {
    const block = await bytesAt(file, at, 3)
    if (block.length < 3) return undefined
    const header = block.readUIntLE(0, 3)
    at += 3 + (((header >> 1) & 3) === repeatBlock ? 1 : header >> 3)
    if ((header & 1) === 1) return at + ((descriptor >> 2) & 1) * 4
  }
}

/** Bytes of the window, of the dictionary's number and of the content's size, as the descriptor's bits tell. */
function fieldBytes(descriptor: number): number {
  const single = (descriptor >> 5) & 1
  const sizeFlag = descriptor >> 6
  const contentSize = sizeFlag === 0 ? single : 1 << sizeFlag
  return 1 - single + ([0, 1, 2, 4][descriptor & 3] ?? 0) + contentSize
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
