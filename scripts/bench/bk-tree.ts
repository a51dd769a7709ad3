import { distanceOf, type Hashes } from './similar-hashes'

const NONE = -1

/**
 * A BK-tree (Burkhard, Keller, 1973) of hashes in memory, to compare with: the children of a node stand under their distances from it, and only those are
 * looked at whose distance differs from the one of what is sought by no more than is allowed. Typed arrays: 9 bytes a node beside the hash.
 */
export class BkTree {
  readonly #hashes: Uint32Array
  readonly #first: Int32Array
  readonly #next: Int32Array
  /** How far each is from its parent. */
  readonly #edge: Uint8Array
  /** What the hashes and the tree take. */
  readonly bytes: number

  constructor({ count, hash }: Hashes) {
    this.#hashes = hash
    this.#first = new Int32Array(count).fill(NONE)
    this.#next = new Int32Array(count).fill(NONE)
    this.#edge = new Uint8Array(count)
    this.bytes = hash.byteLength + count * 9
    for (let n = 1; n < count; n++) this.#insert(n)
  }

  #insert(n: number): void {
    for (let node = 0; ; ) {
      const edge = distanceOf(this.#hashes, node, this.#hashes, n)
      let child = this.#first[node] as number
      while (child !== NONE && this.#edge[child] !== edge) child = this.#next[child] as number
      if (child !== NONE) {
        node = child
        continue
      }
      this.#edge[n] = edge
      this.#next[n] = this.#first[node] as number
      this.#first[node] = n
      return
    }
  }

  /** All within a distance, and how many nodes were looked at. */
  near(wanted: Uint32Array, most: number): { found: number[]; visited: number } {
    const found: number[] = []
    const open = [0]
    let visited = 0
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      visited += 1
      const distance = distanceOf(this.#hashes, node, wanted, 0)
      if (distance <= most) found.push(node)
      for (let child = this.#first[node] as number; child !== NONE; child = this.#next[child] as number) {
        if (Math.abs((this.#edge[child] as number) - distance) <= most) open.push(child)
      }
    }
    return { found, visited }
  }
}
