/**
 * A ClickHouse server that fails in the middle of an answer has already said 200. It then ends the body with
 * `\r\n__exception__\r\nTAG\r\nmessage\r\nLENGTH TAG\r\n__exception__\r\n`, where TAG is random and in a header.
 * https://clickhouse.com/docs/interfaces/http#http_response_codes_caveats
 */

/** Passes the answer through, and throws the server's own error instead of letting its text in among the rows. */
export async function* withoutException(
  chunks: AsyncIterable<Uint8Array>,
  tag: string | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (tag === undefined) return yield* chunks
  const marker = Buffer.from(`\r\n__exception__\r\n${tag}\r\n`)
  let held: Uint8Array = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes =
      held.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
        : Buffer.concat([held, chunk])
    const at = bytes.indexOf(marker)
    if (at >= 0) throw new Error(await rest(bytes.subarray(at + marker.length), chunks))
    // The marker may be cut between two chunks, so as much as could begin one waits for the next.
    const safe = Math.max(0, bytes.length - marker.length + 1)
    if (safe > 0) yield bytes.subarray(0, safe)
    held = bytes.subarray(safe)
  }
  if (held.length > 0) yield held
}

async function rest(head: Uint8Array, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces = [head]
  try {
    for await (const chunk of chunks) pieces.push(chunk)
  } catch {
    // The server cuts the connection after its message; what came is all there is.
  }
  return Buffer.concat(pieces).toString('utf8')
}
