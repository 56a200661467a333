/** A zstd frame of uncompressed blocks (RFC 8878): Node 20 reads and writes none. */
export function zstdFrame(text: string, { blockBytes = 65_536, checksum = false } = {}): Buffer {
  const bytes = Buffer.from(text)
  // Neither a content size nor a dictionary; a window of 2 MiB.
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, checksum ? 4 : 0, 0x58])]
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes)
    const header = Buffer.alloc(3)
    header.writeUIntLE((block.length << 3) | (at + blockBytes >= bytes.length ? 1 : 0), 0, 3)
    parts.push(header, block)
  }
  if (checksum) parts.push(Buffer.alloc(4))
  return Buffer.concat(parts)
}
