import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { makeSet } from '../../imaging/testing/made-set'
import { KINDS } from '../../imaging/testing/raw-kinds'
import { scene } from './scenes'

/** One object of a bucket that people already have, and what a scan is to make of it. */
export interface LayoutEntry {
  key: string
  /** Begins with `photo`, `ignored`, `sidecar`, `raw`, `video` or `reported`. */
  expect: string
  data: () => Promise<Buffer>
  sha256: string
  bytes: number
  taken?: string
  gps?: { lat: number; lon: number }
}

/** Keys of photos that some tool, language or habit makes; each is a test of whatever writes, signs or shows a key. */
const STRANGE_KEYS = [
  '2022/2022-04-30 Bilmønstring Ålesund/a.jpg',
  '2022/2022-04-30 Bilmønstring Ålesund/Auswahl für Oma/b.jpg',
  'Famille/Été à la mer/plage café.jpg',
  `Famille/${'Été'.normalize('NFD')} à la mer/plage café.jpg`,
  '写真/京都 2019/灯籠.jpg',
  'Фото/дача/весна.JPEG',
  'صور/رحلة.jpg',
  'emoji 🏖️/🌅.jpg',
  "100% & + = ? # [special] {chars};,@!$^~'()/100% & + # (1).jpg",
  ' leading space/ photo .jpg',
  'trailing dot./photo..jpg',
  '<img src=x onerror=alert(1)>/photo.jpg',
  '-rf/--help.jpg',
  '/leading-slash.jpg',
  'double//slash.jpg',
  'dot/../dotdot.jpg',
  'new\nline/photo.jpg',
  'back\\slash\\photo.jpg',
  'percent%2Fencoded%20name.jpg',
  `${'k'.repeat(1_000)}.jpg`,
]

const IGNORED_KEYS = [
  '2015/USA Roadtrip/.picasa.ini',
  '2015/USA Roadtrip/.DS_Store',
  '2015/USA Roadtrip/Yosemite/._IMG_6220.JPG',
  '2015/USA Roadtrip/Yosemite/Thumbs.db',
  '2015/USA Roadtrip/desktop.ini',
  '2015/USA Roadtrip/notes.txt',
  'iPhone backup/DCIM/100APPLE/IMG_0307.AAE',
  'mixed/notes.md',
  'mixed/archive.zip',
  '.thumbnails/normal/abc.jpg',
  '@eaDir/IMG_6220.JPG/SYNOFILE_THUMB_M.jpg',
  '.Trash-1000/files/deleted.jpg',
  '#recycle/old.jpg',
]

const ROAD = '2015/USA Roadtrip'
const DATED: [key: string, seed: number, taken: string][] = [
  [`${ROAD}/Day 1 - Berkeley/IMG_5910.jpg`, 1, '2015-06-12T10:29:26'],
  [`${ROAD}/Yosemite/IMG_6220.JPG`, 2, '2015-06-12T12:42:32'],
  [`${ROAD}/Yosemite/IMG_6297.JPG`, 3, '2015-06-12T14:48:09'],
  [`${ROAD}/Yosemite/Copy of IMG_6297.JPG`, 3, '2015-06-12T14:48:09'],
  [`${ROAD}/Arches & Canyonlands/IMG_8808.jpg`, 4, '2015-06-28T09:00:00'],
  [`${ROAD}/Arches & Canyonlands/IMG_8751.jpg`, 5, '2015-06-27T09:00:00'],
  [`${ROAD}/Antelope Canyon/IMG_8943.jpg`, 6, '2015-07-01T11:00:00'],
  [`${ROAD}/Antelope Canyon/edited/IMG_8943.jpg`, 7, '2015-07-01T11:00:00'],
  ['RAW/2009/DSC_0001.JPG', 8, '2009-09-29T10:37:52'],
]

const sidecar = (title: string, tags: string[]) =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag>${tags.map((tag) => `<rdf:li>${tag}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`)

/** A bucket as the ones people have, of files that code makes: keys of all kinds, copies, sidecars, and what is no photo. */
export async function makeLayout(): Promise<LayoutEntry[]> {
  const set = new Map((await makeSet()).map((file) => [file.path, file]))
  const made = (path: string) => set.get(path)?.data ?? Buffer.alloc(0)
  const entries = [
    ...(await Promise.all(DATED.map(([key, seed, taken]) => dated(key, seed, taken)))),
    ...(await Promise.all(STRANGE_KEYS.map(async (key, at) => entry(key, 'photo', await scene(100 + at))))),
    ...IGNORED_KEYS.map((key) => entry(key, 'ignored', Buffer.from(`not a photo of anybody: ${key}`))),
    entry('empty folder marker/', 'ignored (folder marker)', Buffer.alloc(0)),
    entry(
      `${ROAD}/Day 1 - Berkeley/IMG_5910.jpg.xmp`,
      'sidecar',
      sidecar('Squirrel at berkely', ['Alvin the Squirrel', 'USA', 'test']),
    ),
    entry('RAW/2009/DSC_0001.xmp', 'sidecar', sidecar('Mushroom', ['forest'])),
    entry('RAW/2009/DSC_0001.NEF', 'raw: by product policy', KINDS['image/nef']?.() ?? Buffer.alloc(0)),
    entry('iPhone backup/DCIM/100APPLE/IMG_7943.MOV', 'video', Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ')),
    entry('mixed/texts.png', 'photo', made('formats/texts.png')),
    entry('mixed/moving.gif', 'photo', made('formats/moving.gif')),
    entry('mixed/really a png.jpg', 'photo', made('formats/deep.png')),
    entry('mixed/no-extension', 'photo or ignored', await scene(200)),
    entry('mixed/zero-byte.jpg', 'reported', Buffer.alloc(0)),
    entry('mixed/truncated.jpg', 'reported or imported', made('hostile/half.jpg')),
    entry('mixed/not really a photo.jpg', 'reported', made('hostile/words.jpg')),
    entry('mixed/pixel bomb.png', 'reported', made('hostile/pixels.png')),
    entry('mixed/drawing.svg', 'not shown', made('hostile/drawing.svg')),
  ]
  return entries
}

function entry(key: string, expect: string, bytes: Buffer): LayoutEntry {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { key, expect, data: async () => bytes, sha256, bytes: bytes.length }
}

/** A photo with a date, taken in the Yosemite valley. */
async function dated(key: string, seed: number, taken: string): Promise<LayoutEntry> {
  const bytes = await sharp(await scene(seed))
    .withExif({
      IFD2: { DateTimeOriginal: taken.replaceAll('-', ':').replace('T', ' ') },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '37/1 45/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '119/1 36/1 0/1',
      },
    })
    .jpeg()
    .toBuffer()
  return { ...entry(key, 'photo', bytes), taken, gps: { lat: 37.75, lon: -119.6 } }
}
