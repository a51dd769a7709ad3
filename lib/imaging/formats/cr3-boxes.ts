import { readTiffTags, type TiffTags } from './tiff-directory'

interface Box {
  type: string
  /** Of a `uuid` box its 16 bytes, as hex. */
  uuid: string
  body: Buffer
}

const MAX_BOXES = 200
const CANON = '85c0b687820f11e08111f4ce462b6a48'
const PREVIEW = 'eaf42b5e1c984b88b9fbb7dc406e4d16'

/** What a CR3 (ISO 14496-12 with Canon's own boxes) holds for us. */
export interface Cr3 {
  tags: TiffTags
  previews: Buffer[]
  /** Whether a preview it speaks of lies outside the file. */
  cut: boolean
}

/** Reads Canon's metadata boxes (CMT1, CMT2, CMT4: three TIFF structures) and the places of its JPEGs. */
export function readCr3(bytes: Buffer): Cr3 {
  const top = boxes(bytes)
  const moov = boxes(top.find(({ type }) => type === 'moov')?.body)
  const canon = boxes(moov.find(({ uuid }) => uuid === CANON)?.body)
  const block = (name: string) => readTiffTags(canon.find(({ type }) => type === name)?.body ?? Buffer.alloc(0)).main
  const small = top.find(({ uuid }) => uuid === PREVIEW)?.body
  const track = fullSize(bytes, moov)
  return {
    tags: { main: block('CMT1'), exif: block('CMT2'), gps: block('CMT4') },
    previews: [track.jpeg, prvw(small)].filter((found) => found !== null),
    cut: track.cut,
  }
}

/** The first track is a JPEG of full size: one sample, its length in stsz, its place in co64. */
function fullSize(bytes: Buffer, moov: Box[]): { jpeg: Buffer | null; cut: boolean } {
  let inside = moov
  for (const name of ['trak', 'mdia', 'minf', 'stbl']) inside = boxes(inside.find(({ type }) => type === name)?.body)
  const sizes = inside.find(({ type }) => type === 'stsz')?.body
  const places = inside.find(({ type }) => type === 'co64')?.body
  if (!sizes || !places || sizes.length < 12 || places.length < 16) return { jpeg: null, cut: false }
  const length = sizes.readUInt32BE(4) || (sizes.length >= 16 ? sizes.readUInt32BE(12) : 0)
  const start = Number(places.readBigUInt64BE(8))
  if (start + length > bytes.length) return { jpeg: null, cut: true }
  return { jpeg: bytes.subarray(start, start + length), cut: false }
}

/** The box PRVW (after eight bytes): sizes, then a length and a JPEG of 1,620 pixels. */
function prvw(body: Buffer | undefined): Buffer | null {
  if (!body || body.length < 32 || body.toString('latin1', 12, 16) !== 'PRVW') return null
  const length = body.readUInt32BE(28)
  return 32 + length <= body.length ? body.subarray(32, 32 + length) : null
}

function boxes(bytes: Buffer | undefined): Box[] {
  const found: Box[] = []
  let at = 0
  while (bytes && at + 8 <= bytes.length && found.length < MAX_BOXES) {
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= bytes.length
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
    const type = bytes.toString('latin1', at + 4, at + 8)
    const head = (long ? 16 : 8) + (type === 'uuid' ? 16 : 0)
    if (size < head) break
    const uuid = type === 'uuid' ? bytes.toString('hex', at + head - 16, at + head) : ''
    found.push({ type, uuid, body: bytes.subarray(at + head, Math.min(at + size, bytes.length)) })
    at += size
  }
  return found
}
