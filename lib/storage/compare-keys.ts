/**
 * Byte order of UTF-8, as S3 and the database have it, without making bytes of the keys: strings are UTF-16, in which the characters beyond
 * U+FFFF (surrogate pairs) stand before U+E000 to U+FFFF.
 * @returns below, at or above zero
 */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
