// A dHash of the same picture turned or mirrored, made of its bits alone.

/** A bit says "brighter to the right"; the other way round "darker" is sure (`d`), while "not brighter" may be even (`e`). */
const FLIPPED: Record<string, string> = { '1': 'd', '0': 'e', d: '1', e: '0' }
const flip = (bit = '0') => FLIPPED[bit] ?? bit

/** How many cells a hash has along a side: its halves are squares. */
const sideOf = (hash: string) => Math.sqrt(hash.length / 2)

/** Left becomes right: neighbours change their order, so what was brighter to the right is so to the left. */
export function mirrored(hash: string): string {
  const side = sideOf(hash)
  const half = side * side
  const across = gridOf(side, (x, y) => flip(hash[y * side + (side - 1 - x)]))
  const down = gridOf(side, (x, y) => hash[half + y * side + (side - 1 - x)])
  return across + down
}

/** Rows become columns. */
export function transposed(hash: string): string {
  const side = sideOf(hash)
  const half = side * side
  const across = gridOf(side, (x, y) => hash[half + x * side + y])
  const down = gridOf(side, (x, y) => hash[x * side + y])
  return across + down
}

function gridOf(side: number, bitAt: (x: number, y: number) => string | undefined): string {
  let bits = ''
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) bits += bitAt(x, y) ?? '0'
  return bits
}

/** The hash of a picture whichever of four ways up, as plain bits: to look for the nearest ones, not to judge by. The first is the hash as it is. */
export function turnedPrints(hash: string): string[] {
  const quarter = mirrored(transposed(hash))
  const half = mirrored(transposed(quarter))
  return [hash, quarter, half, mirrored(transposed(half))].map(plainBits)
}

/** Of a turned bit that may be even: more often it is not. */
export function plainBits(turned: string): string {
  return turned.replaceAll('d', '0').replaceAll('e', '1')
}
