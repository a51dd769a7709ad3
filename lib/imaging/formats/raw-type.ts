import type { RawType } from '../../media/media-types'
import { RawDirectories } from './raw-directories'
import { looksRaw } from './raw-head'
import { decodeAscii } from './text'

const MAKE = 0x10f
const DNG_VERSION = 0xc612
/** Whose raw files have TIFF's structure and no mark of their own. */
const MAKERS: [RegExp, RawType][] = [
  [/^nikon/i, 'image/nef'],
  [/^sony/i, 'image/arw'],
  [/^(pentax|ricoh)/i, 'image/pef'],
  [/^samsung/i, 'image/srw'],
  [/^hasselblad/i, 'image/3fr'],
  [/^(phase ?one|leaf)/i, 'image/iiq'],
]

/**
 * The kind of a raw camera file, judged by content.
 * @param bytes its head, or all of it; a head may be too short to tell whose it is, then it is `image/raw`
 * @returns null for what is no raw file. A TIFF begins as they do: `sniffMediaType` is asked before
 */
export function rawTypeOf(bytes: Uint8Array): RawType | null {
  if (!looksRaw(bytes)) return null
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith('FUJIFILM')) return 'image/raf'
  if (head.startsWith('FOVb')) return 'image/x3f'
  if (head.startsWith('ftypcrx ', 4)) return 'image/cr3'
  if (head.startsWith('IIU')) return 'image/rw2'
  if (/^(IIR[OS]|MMOR)/.test(head)) return 'image/orf'
  if (head.startsWith('CR', 8)) return 'image/cr2'
  const directories = new RawDirectories(bytes)
  const [first] = directories.all
  if (!first) return 'image/raw'
  if (first.has(DNG_VERSION)) return 'image/dng'
  const make = decodeAscii(directories.opaque(first, MAKE) ?? new Uint8Array())
  return MAKERS.find(([maker]) => maker.test(make))?.[1] ?? 'image/raw'
}
