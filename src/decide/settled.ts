/** Accounts that are new no more, as a Bloom filter (Bloom 1970): 1.2 MB a million, one in a hundred new ones mistaken. */

const bitsPerName = 10
const probes = 7

export class Settled {
  readonly bits: Uint8Array

  /** `names`: how many will be added. */
  constructor(names: number | Uint8Array) {
    this.bits =
      typeof names === 'number' ? new Uint8Array(Math.ceil((Math.max(64, names) * bitsPerName) / 8)) : names
  }

  add(name: string): void {
    for (const bit of this.#probe(name)) this.bits[bit >>> 3] = (this.bits[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }

  /** Never false for a name that was added. */
  has(name: string): boolean {
    for (const bit of this.#probe(name))
      if (((this.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
    return true
  }

  toBase64(): string {
    return Buffer.from(this.bits.buffer, this.bits.byteOffset, this.bits.byteLength).toString('base64')
  }

  static fromBase64(text: string): Settled {
    return new Settled(new Uint8Array(Buffer.from(text, 'base64')))
  }

  /** Double hashing (Kirsch and Mitzenmacher 2006) over two FNV-1a hashes. */
  *#probe(name: string): Generator<number> {
    let a = 0x811c9dc5
    let b = 0x9747b28c
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i)
      a = Math.imul(a ^ code, 0x01000193)
      b = Math.imul(b ^ code, 0x85ebca6b)
    }
    b = (b ^ (b >>> 15)) | 1
    const size = this.bits.length * 8
    for (let i = 0; i < probes; i++) yield ((a + Math.imul(i, b)) >>> 0) % size
  }
}
