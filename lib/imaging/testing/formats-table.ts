import sharp from 'sharp'
import { classifyKey } from '../../media/classify'
import { formatOf, MEDIA_TYPES, RAW_TYPES } from '../../media/media-types'
import { sniffFile } from '../formats/sniff-file'
import { decodePhoto } from '../picture/decode-photo'
import { stripMetadata } from '../strip/strip-metadata'
import { madeHeic } from './made-heic'
import { exifBox, inContainer, JXL } from './made-jxl'
import { MadeRaw } from './made-raw'
import { KINDS } from './raw-kinds'
import { makeTiff } from './tiff-block'

const EXIF = { IFD0: { Make: 'Maker', Model: 'Model 1' }, IFD2: { DateTimeOriginal: '2021:05:04 03:02:01' } }
const picture = () => sharp({ create: { width: 96, height: 64, channels: 3, background: '#c63' } }).withExif(EXIF)

/** sharp writes no EXIF into a TIFF. */
function madeTiff(): Buffer {
  const raw = new MadeRaw()
  const exif = raw.directory({ 36867: { text: '2021:05:04 03:02:01' } })
  const [width, height] = [96, 64]
  const fields = {
    256: { longs: [width] },
    257: { longs: [height] },
    258: { shorts: [8, 8, 8] },
    ...raw.strip(Buffer.alloc(width * height * 3, 0x80), 1),
    262: { shorts: [2] },
    271: { text: 'Maker' },
    272: { text: 'Model 1' },
    277: { shorts: [3] },
    278: { longs: [height] },
    34665: { longs: [exif] },
  }
  return raw.finish(raw.directory(fields))
}

/** A file of each format, with a camera and a date where our own code can put them in. */
async function samples(): Promise<Record<string, Buffer>> {
  const block = makeTiff({ 271: 'Maker', 272: 'Model 1' }, { 36867: '2021:05:04 03:02:01' })
  const made: Record<string, Buffer> = {
    'image/jpeg': await picture().jpeg().toBuffer(),
    'image/png': await picture().png().toBuffer(),
    'image/webp': await picture().webp().toBuffer(),
    'image/avif': await picture().avif({ effort: 0 }).toBuffer(),
    'image/gif': await picture().gif().toBuffer(),
    'image/tiff': madeTiff(),
    'image/heic': madeHeic(),
    'image/jxl': inContainer(JXL.quarters, exifBox(block)),
  }
  for (const [type, make] of Object.entries(KINDS)) made[type] = make()
  return made
}

/** The table of docs/formats.md, a row a format, made by trying a file of each. */
export async function formatsTable(): Promise<string> {
  const files = await samples()
  const rows = await Promise.all(Object.keys({ ...MEDIA_TYPES, ...RAW_TYPES }).map((type) => rowOf(type, files[type])))
  const head = ['format', 'upload', 'source', 'shown', 'metadata', 'for others']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

async function rowOf(type: string, file: Buffer | undefined): Promise<string[]> {
  const { name, extension } = formatOf(type) ?? { name: type, extension: '' }
  const kind = classifyKey(`a.${extension}`, 1000)
  const source = kind === 'photo' || kind === 'raw' ? 'yes' : 'by content'
  if (!file) return [name, 'by content', source, 'its preview', 'as of its kin', 'no']
  const shown = await decodePhoto(file, { filename: '', maxPixels: 1_000_000, raw: true })
  const { camera, takenLocal } = shown.fields
  const read = [camera.model && 'camera', takenLocal && 'date'].filter(Boolean).join(', ') || 'XMP'
  const others = await stripMetadata(file).then(
    ({ mediaType }) => (mediaType === type ? 'without metadata' : `as ${formatOf(mediaType)?.name}`),
    () => 'no',
  )
  const upload = sniffFile(file) === null ? 'no' : 'yes'
  return [name, upload, source, type in RAW_TYPES ? 'its preview' : 'yes', read, others]
}
