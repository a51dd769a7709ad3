import sharp, { type Sharp } from 'sharp'
import { makeBroken } from './made-broken'
import { madeHeic } from './made-heic'
import type { ManifestFile } from './manifest'

/** A file of the set that code makes: what the large set is for those who have it. */
export interface MadeFile extends ManifestFile {
  data: Buffer
}

type Truth = ManifestFile['truth']
type Maker = [path: string, truth: Truth, make: () => Promise<Buffer>]

const WIDTH = 96
const HEIGHT = 64
const CORNERS = [
  [254, 0, 0],
  [0, 255, 1],
  [0, 0, 254],
  [255, 255, 0],
]

/** The picture that all files show: four coloured quarters, stored as an orientation asks for. */
function quarters(orientation = 1): Sharp {
  const turned = orientation >= 5
  const [width, height] = turned ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]
  const data = Buffer.alloc(width * height * 3)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [across, down] = turned ? [row, column] : [column, row]
      const right = [2, 3, 6, 7].includes(orientation) ? across < WIDTH / 2 : across >= WIDTH / 2
      const low = [3, 4, 7, 8].includes(orientation) ? down < HEIGHT / 2 : down >= HEIGHT / 2
      data.set(CORNERS[(low ? 2 : 0) + (right ? 1 : 0)] ?? [], (row * width + column) * 3)
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

const TRUTH: Truth = {
  taken: { local: '2023-08-10T14:03:00', offset: '+02:00' },
  camera: { make: 'Maker', model: 'Model 1' },
  lens: 'Lens 35 mm',
  iso: 400,
  aperture: 2.8,
  exposure_s: 1 / 250,
  focal_mm: 35,
  gps: { lat: 48.858333, lon: 2.294444, alt: 33 },
}
const TEXTS: Truth = {
  title: 'Tour Eiffel <script>',
  description: 'Ça vaut le détour',
  keywords: ['Paris', 'été', 'two words'],
  rating: 4,
}

const EXIF = {
  IFD0: { Make: 'Maker', Model: 'Model 1' },
  IFD2: {
    DateTimeOriginal: '2023:08:10 14:03:00',
    OffsetTimeOriginal: '+02:00',
    LensModel: 'Lens 35 mm',
    ISOSpeedRatings: '400',
    FNumber: '28/10',
    ExposureTime: '1/250',
    FocalLength: '35/1',
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '48/1 51/1 30/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '2/1 17/1 40/1',
    GPSAltitudeRef: '0',
    GPSAltitude: '33/1',
  },
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(String(TEXTS.title))}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${TEXTS.description}</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag>${TEXTS.keywords?.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

const known = () => quarters().withExif(EXIF)
const told = () => known().withXmp(XMP)
const south = { ...EXIF.IFD3, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W', GPSAltitudeRef: '1' }
const grey = () => quarters().greyscale()

/** libvips writes no EXIF into a TIFF. */
const FORMATS: Maker[] = [
  ['formats/plain.jpg', TRUTH, () => known().jpeg({ quality: 95 }).toBuffer()],
  ['formats/progressive.jpg', TRUTH, () => known().jpeg({ progressive: true }).toBuffer()],
  ['formats/grey.jpg', {}, () => grey().jpeg().toBuffer()],
  ['formats/cmyk.jpg', {}, () => quarters().toColourspace('cmyk').jpeg().toBuffer()],
  ['formats/texts.jpg', { ...TRUTH, ...TEXTS }, () => told().jpeg().toBuffer()],
  ['formats/texts.png', { ...TRUTH, ...TEXTS }, () => told().png().toBuffer()],
  ['formats/texts.webp', { ...TRUTH, ...TEXTS }, () => told().webp().toBuffer()],
  ['formats/lossless.webp', TRUTH, () => known().webp({ lossless: true }).toBuffer()],
  ['formats/texts.tiff', TEXTS, () => told().tiff({ compression: 'lzw' }).toBuffer()],
  ['formats/tiled.tiff', {}, () => known().tiff({ tile: true, compression: 'deflate' }).toBuffer()],
  ['formats/plain.avif', TRUTH, () => known().avif({ effort: 0 }).toBuffer()],
  ['formats/palette.png', {}, () => quarters().png({ palette: true }).toBuffer()],
  ['formats/deep.png', {}, () => quarters().toColourspace('rgb16').png().toBuffer()],
  ['formats/interlaced.png', {}, () => quarters().png({ progressive: true }).toBuffer()],
  ['formats/clear.png', {}, () => quarters().ensureAlpha(0.5).png().toBuffer()],
  ['formats/plain.gif', {}, () => quarters().gif().toBuffer()],
  ['formats/moving.gif', {}, () => moving('gif')],
  ['formats/moving.webp', {}, () => moving('webp')],
]

const PLACES_AND_DATES: Maker[] = [
  [
    'gps/south-west.jpg',
    { ...TRUTH, gps: { lat: -48.858333, lon: -2.294444, alt: -33 } },
    () =>
      quarters()
        .withExif({ ...EXIF, IFD3: south })
        .jpeg()
        .toBuffer(),
  ],
  ['dates/none.jpg', {}, () => quarters().jpeg({ quality: 61 }).toBuffer()],
  [
    'dates/no-offset.jpg',
    { taken: { local: '1999-12-31T23:59:59', offset: null } },
    () => dated('1999:12:31 23:59:59').jpeg().toBuffer(),
  ],
  ['dates/unset-clock.jpg', {}, () => dated('0000:00:00 00:00:00').jpeg().toBuffer()],
]

function dated(DateTimeOriginal: string): Sharp {
  return quarters().withExif({ IFD2: { DateTimeOriginal } })
}

async function moving(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = [await quarters(1).png().toBuffer(), await quarters(3).png().toBuffer()]
  return sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer()
}

/** Every orientation in every format that holds one, the first of each upright. */
function orientations(): Maker[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].flatMap((orientation): Maker[] => {
    const turned = () => quarters(orientation).withMetadata({ orientation })
    return [
      [`orientation/jpeg_${orientation}.jpg`, {}, () => turned().jpeg({ quality: 95 }).toBuffer()],
      [`orientation/png_${orientation}.png`, {}, () => turned().png().toBuffer()],
      [`orientation/webp_${orientation}.webp`, {}, () => turned().webp({ quality: 95 }).toBuffer()],
      [`orientation/tiff_${orientation}.tiff`, {}, () => turned().tiff().toBuffer()],
    ]
  })
}

/** Series of files that show the same picture; the first of each is the one whose name ends with `_1` and the extension. */
export const MADE_SERIES = ['jpeg', 'png', 'webp', 'tiff'].map((format) => `orientation/${format}_`)

const HEIC: Truth = {
  taken: { local: '2022-03-04T05:06:07', offset: '+02:00' },
  camera: { make: 'Made', model: 'Phone 1' },
  gps: { lat: -33.5, lon: -70.25, alt: 0 },
}

/** The made set: accepted files in all formats, with what is true of them, and broken and hostile ones. */
export async function makeSet(): Promise<MadeFile[]> {
  const makers: Maker[] = [
    ...FORMATS,
    ...PLACES_AND_DATES,
    ...orientations(),
    ['formats/phone.heic', HEIC, async () => madeHeic()],
  ]
  const good = makers.map(async ([path, truth, make]): Promise<MadeFile> => {
    const data = await make()
    const displayed: [number, number] = [WIDTH, HEIGHT]
    return { path, data, bytes: data.length, kind: 'made', displayed, expected: { outcome: 'accepted' }, truth }
  })
  const jpeg = await quarters().jpeg({ progressive: true }).toBuffer()
  const broken = makeBroken(jpeg, await quarters().png().toBuffer()).map(
    ({ path, data, outcome, truth = {} }): MadeFile => ({
      path,
      data,
      bytes: data.length,
      kind: 'made',
      expected: { outcome },
      truth,
    }),
  )
  return [...(await Promise.all(good)), ...broken]
}
