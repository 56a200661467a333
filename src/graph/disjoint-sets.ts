/** Union–find with path halving and union by size; near-constant time an operation (Tarjan 1975). */
export class DisjointSets {
  readonly #parent: Int32Array
  readonly #size: Int32Array

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i)
    this.#size = new Int32Array(count).fill(1)
  }

  /** The representative of the set that holds `item`. */
  find(item: number): number {
    let at = item
    while (this.#parent[at] !== at) {
      const above = this.#parent[this.#parent[at] as number] as number
      this.#parent[at] = above
      at = above
    }
    return at
  }

  union(a: number, b: number): void {
    let x = this.find(a)
    let y = this.find(b)
    if (x === y) return
    if ((this.#size[x] as number) < (this.#size[y] as number)) [x, y] = [y, x]
    this.#parent[y] = x
    this.#size[x] = (this.#size[x] as number) + (this.#size[y] as number)
  }
}
