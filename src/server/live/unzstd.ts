/**
 * zstd without the machine's library (RFC 8878). The decoder believes a frame's header and makes a window of up to two
 * gigabytes for it, so every frame is walked before it is decoded.
 */
import { Decompress } from 'fzstd'

/** What RFC 8878 asks a decoder to support, and more than any level below `--ultra` uses. */
const windowBytesMax = 8 * 1024 * 1024
const framesMax = 10_000

/** @throws when the bytes are no zstd, or want more memory than they may. */
export async function* unzstd(
  body: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const packed: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.length
    if (bytes > most) throw new RangeError('more zstd than may come out of it')
    packed.push(piece)
  }
  const whole = Buffer.concat(packed)
  let at = 0
  for (let frame = 0; at < whole.length; frame++) {
    if (frame === framesMax) throw new RangeError('too many zstd frames')
    const end = frameEnd(whole, at)
    yield* decode(whole.subarray(at, end))
    at = end
  }
}

function* decode(frame: Buffer): Generator<Uint8Array, void, undefined> {
  if (isSkippable(frame.readUInt32LE(0))) return
  const out: Uint8Array[] = []
  const decoder = new Decompress(piece => {
    out.push(piece)
  })
  for (let at = 0; at < frame.length; at += stepBytes) {
    decoder.push(frame.subarray(at, at + stepBytes))
    yield* out.splice(0)
  }
}

/** A block becomes 128 KiB at most and takes four bytes at least, so a step becomes some 8 MiB at most. */
const stepBytes = 256

const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5

/** Where the frame that begins at `start` ends; reads block headers only. */
function frameEnd(bytes: Buffer, start: number): number {
  const magic = bytes.readUInt32LE(start)
  if (isSkippable(magic)) return bounded(bytes, start + 8 + bytes.readUInt32LE(start + 4))
  if (magic !== 0xfd2fb528) throw new RangeError('no zstd frame')
  const flags = bytes.readUInt8(start + 4)
  const isSingle = (flags & 0x20) !== 0
  const sizeBytes = flags >> 6 === 0 ? Number(isSingle) : 1 << (flags >> 6)
  const sizeAt = start + 6 - Number(isSingle) + ([0, 1, 2, 4][flags & 3] ?? 0)
  const windowBytes = isSingle ? readSize(bytes, sizeAt, sizeBytes) : windowOf(bytes.readUInt8(start + 5))
  if (windowBytes > windowBytesMax) throw new RangeError('the zstd window is larger than 8 MiB')
  let at = sizeAt + sizeBytes
  for (;;) {
    const header = bytes.readUIntLE(at, 3)
    at = bounded(bytes, at + 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3))
    if ((header & 1) === 1) return bounded(bytes, at + ((flags & 4) === 0 ? 0 : 4))
  }
}

function bounded(bytes: Buffer, end: number): number {
  if (end > bytes.length) throw new RangeError('the zstd frame is cut off')
  return end
}

const windowOf = (descriptor: number): number => 2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8)

function readSize(bytes: Buffer, at: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(at))
  return bytes.readUIntLE(at, length) + (length === 2 ? 256 : 0)
}
