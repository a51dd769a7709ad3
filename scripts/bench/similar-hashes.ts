/** Waves of a picture in each direction. */
const WAVES = 12
/** How fast waves get weaker, the shorter they are: so that unlike pictures come as near each other as real ones (docs/similar.md). */
const FALL = 1.4
const WORDS = 4
const DETAIL_WORDS = 16
/** Of so many pictures one is another one, saved anew. */
const COPIES = 10

/** Pictures of a bench: `hash` has 4 words each, the first bit of the hash is the highest of the first word. */
export interface Hashes {
  count: number
  hash: Uint32Array
  /** Which picture each is made of: itself, or the one that it is a copy of. */
  origin: Int32Array
  seed: number
}

/**
 * Hashes of pictures that were never drawn: cells of random waves with the spectrum of natural pictures, compared as the dHash does it. So neighbouring
 * bits agree as often as in real ones. Every tenth is a copy of an earlier picture, with at most 8 other bits. The same in each run.
 * @param seed other pictures with another one
 */
export function makeHashes(count: number, seed = 7): Hashes {
  const random = randomWords(seed)
  const hash = new Uint32Array(count * WORDS)
  const origin = new Int32Array(count)
  const draw = drawer(random)
  for (let n = 0; n < count; n++) {
    origin[n] = n
    if (n % COPIES === COPIES - 1) copyInto(hash, origin, n, random)
    else draw(hash.subarray(n * WORDS, n * WORDS + WORDS))
  }
  return { count, hash, origin, seed }
}

function copyInto(hash: Uint32Array, origin: Int32Array, n: number, random: () => number): void {
  const of = origin[random() % n] as number
  origin[n] = of
  hash.copyWithin(n * WORDS, of * WORDS, of * WORDS + WORDS)
  for (let flips = random() % 9; flips > 0; flips--) {
    const bit = random() & 127
    hash[n * WORDS + (bit >>> 5)] = (hash[n * WORDS + (bit >>> 5)] as number) ^ (0x80000000 >>> (bit & 31))
  }
}

/** The finer fingerprint: of unlike pictures they have nothing in common, of copies they differ in 16 bits at most. */
export function detailOf({ origin, seed }: Hashes, n: number, into: Uint32Array): void {
  const random = randomWords((origin[n] as number) + 1 + (seed - 7) * 1_000_003)
  for (let word = 0; word < DETAIL_WORDS; word++) into[word] = random()
  const own = randomWords(n + 1 + (seed - 7) * 1_000_003)
  if (origin[n] === n) return
  for (let flips = 0; flips < 16; flips++) {
    const bit = own() & 511
    into[bit >>> 5] = (into[bit >>> 5] as number) ^ (0x80000000 >>> (bit & 31))
  }
}

/** Xorshift, of 32 bits. */
function randomWords(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
}

function drawer(random: () => number): (into: Uint32Array) => void {
  const waves = new Float64Array(WAVES * WAVES)
  const [eight, nine] = [cellsOf(8), cellsOf(9)]
  const wide = { width: 9, height: 8, columns: nine, rows: eight, cells: new Float64Array(72) }
  const high = { width: 8, height: 9, columns: eight, rows: nine, cells: new Float64Array(72) }
  return (into) => {
    for (let v = 0; v < WAVES; v++) {
      for (let u = 0; u < WAVES; u++)
        waves[v * WAVES + u] = u + v === 0 ? 0 : normal(random) * Math.hypot(u, v) ** -FALL
    }
    into.fill(0)
    fillCells(waves, wide)
    fillCells(waves, high)
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        if ((wide.cells[y * 9 + x + 1] as number) > (wide.cells[y * 9 + x] as number)) setBit(into, y * 8 + x)
        if ((high.cells[(y + 1) * 8 + x] as number) > (high.cells[y * 8 + x] as number)) setBit(into, 64 + y * 8 + x)
      }
    }
  }
}

interface Grid {
  width: number
  height: number
  columns: Float64Array
  rows: Float64Array
  cells: Float64Array
}

const across = new Float64Array(WAVES)

/** The average of each cell, along the columns first and then along the rows. */
function fillCells(waves: Float64Array, { width, height, columns, rows, cells }: Grid): void {
  for (let x = 0; x < width; x++) {
    for (let v = 0; v < WAVES; v++) {
      let sum = 0
      for (let u = 0; u < WAVES; u++) sum += (waves[v * WAVES + u] as number) * (columns[u * width + x] as number)
      across[v] = sum
    }
    for (let y = 0; y < height; y++) {
      let sum = 0
      for (let v = 0; v < WAVES; v++) sum += (across[v] as number) * (rows[v * height + y] as number)
      cells[y * width + x] = sum
    }
  }
}

/** The average of each cosine wave over each of so many cells. */
function cellsOf(cells: number): Float64Array {
  const averages = new Float64Array(WAVES * cells)
  for (let wave = 0; wave < WAVES; wave++) {
    const turn = Math.PI * wave
    for (let cell = 0; cell < cells; cell++) {
      const [from, to] = [cell / cells, (cell + 1) / cells]
      averages[wave * cells + cell] = wave === 0 ? 1 : ((Math.sin(turn * to) - Math.sin(turn * from)) * cells) / turn
    }
  }
  return averages
}

/** Near enough to the normal distribution. */
function normal(random: () => number): number {
  return (random() + random() + random() + random()) / 2 ** 31 - 4
}

function setBit(into: Uint32Array, bit: number): void {
  into[bit >>> 5] = (into[bit >>> 5] as number) | (0x80000000 >>> (bit & 31))
}

/** How many bits of two hashes differ. */
export function distanceOf(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  let sum = 0
  for (let word = 0; word < WORDS; word++)
    sum += ones((a[i * WORDS + word] as number) ^ (b[j * WORDS + word] as number))
  return sum
}

function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Bits as Postgres reads them. */
export function bitsOf(words: Uint32Array): string {
  return [...words].map((word) => word.toString(2).padStart(32, '0')).join('')
}
