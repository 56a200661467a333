/** Rows as the JSON Lines both engines take in. */

/** 64-bit integers become decimal strings, bytes base64. */
export function rowLines(rows: readonly Readonly<Record<string, unknown>>[]): Uint8Array {
  if (!rows.some(row => Object.values(row).some(isBytes))) {
    const lines = rows.map(row => JSON.stringify(row, plain))
    return Buffer.from(`${lines.join('\n')}\n`)
  }
  return Buffer.concat(rows.flatMap(pieces))
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** Nothing in base64 needs quoting, and looking whether it does would cost more than all the rest (megabytes a row). */
function pieces(row: Readonly<Record<string, unknown>>): Uint8Array[] {
  const fields = Object.entries(row).flatMap(([name, value], at) => {
    const head = `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`
    if (!isBytes(value)) return [Buffer.from(head + JSON.stringify(value, plain))]
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
    return [Buffer.from(`${head}"`), Buffer.from(bytes.toString('base64'), 'latin1'), Buffer.from('"')]
  })
  return [...fields, Buffer.from('}\n')]
}
