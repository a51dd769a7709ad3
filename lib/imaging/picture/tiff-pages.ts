import { RawDirectories, type RawDirectory } from '../formats/raw-directories'

/** Which of the pictures in a TIFF is the picture, and what is odd about its values. */
export interface TiffPage {
  /** As sharp counts. */
  options: { page?: number; tiff?: { subifd: number } }
  directories: RawDirectories
  directory: RawDirectory | null
  compression: number
  /** Bits of a value. */
  bits: number
  /** More channels than the colours have, and the first of them is no transparency. */
  extra: boolean
}

const [NEW_SUBFILE, SUBFILE, WIDTH, HEIGHT, COMPRESSION, PHOTOMETRIC, SAMPLES, EXTRA] = [
  0xfe, 0xff, 0x100, 0x101, 0x103, 0x106, 0x115, 0x152,
]
const CMYK = 5

/**
 * The picture of a TIFF: its first directory, as long as that does not say that it is a reduced one; then the first of the chain that is none,
 * then the largest of its sub-directories.
 */
export function chooseTiffPage(bytes: Buffer): TiffPage {
  const directories = new RawDirectories(bytes)
  const number = (directory: RawDirectory, tag: number) => directories.number(directory, tag) ?? 0
  const reduced = (directory: RawDirectory) =>
    (number(directory, NEW_SUBFILE) & 5) !== 0 || number(directory, SUBFILE) === 2
  const area = (directory: RawDirectory) => number(directory, WIDTH) * number(directory, HEIGHT)
  const of = (directory: RawDirectory | undefined, options: TiffPage['options']): TiffPage => ({
    options,
    directories,
    directory: directory ?? null,
    compression: directory ? number(directory, COMPRESSION) : 0,
    bits: directory ? number(directory, 0x102) || 1 : 1,
    extra: directory ? hasExtra(directories, directory) : false,
  })
  const { chain, subs } = directories
  const [first] = chain
  if (!first || !reduced(first)) return of(first, {})
  const page = chain.findIndex((directory) => !reduced(directory) && area(directory) > 0)
  if (page > 0) return of(chain[page], { page })
  const whole = subs.filter(({ directory }) => !reduced(directory) && area(directory) > area(first))
  const [largest] = whole.sort((one, other) => area(other.directory) - area(one.directory))
  if (!largest) return of(first, {})
  return of(largest.directory, { page: largest.page, tiff: { subifd: largest.index } })
}

function hasExtra(directories: RawDirectories, directory: RawDirectory): boolean {
  const photometric = directories.number(directory, PHOTOMETRIC) ?? 1
  const colours = photometric === CMYK ? 4 : photometric <= 1 || photometric === 3 ? 1 : 3
  const samples = directories.number(directory, SAMPLES) ?? 1
  const [kind = 0] = directories.numbers(directory, EXTRA, 1)
  return samples > colours + 1 || (samples > colours && kind !== 1 && kind !== 2)
}
