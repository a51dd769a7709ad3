/** Reads bits, the highest first, and the numbers of ITU-T H.265, 9.2. Throws RangeError behind the last. */
export class BitReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  bit(): number {
    const byte = this.bytes[this.at >> 3]
    if (byte === undefined) throw new RangeError('The bits end too early.')
    const bit = (byte >> (7 - (this.at & 7))) & 1
    this.at++
    return bit
  }

  flag(): boolean {
    return this.bit() === 1
  }

  /** A number of so many bits, 32 at most. */
  bits(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) value = value * 2 + this.bit()
    return value
  }

  skip(count: number): void {
    this.at += count
  }

  /** An Exp-Golomb number without a sign, ue(v). */
  number(): number {
    let zeros = 0
    while (this.bit() === 0) if (++zeros > 31) throw new RangeError('No number is that long.')
    return 2 ** zeros - 1 + this.bits(zeros)
  }
}
