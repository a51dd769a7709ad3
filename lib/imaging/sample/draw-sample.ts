import sharp from 'sharp'
import type { SampleWords } from './sample-list'
import { SCENES } from './scenes'

/** A sample picture as a file: a JPEG that says when, where and with what it was taken, as those of cameras do. @throws Error for a scene there is not */
export async function drawSample(words: SampleWords): Promise<Buffer> {
  const scene = SCENES[words.scene]?.()
  if (!scene) throw new Error(`no scene ${words.scene}`)
  return sharp(Buffer.from(scene.svg))
    .flatten({ background: '#ffffff' })
    .withExif(exifOf(words))
    .withXmp(xmpOf(words))
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer()
}

function exifOf({ taken, north, east, camera, exposure }: SampleWords) {
  const { aperture, seconds, iso, focal } = exposure
  return {
    IFD0: { Make: camera.make, Model: camera.model, Software: 'Albumen sample set' },
    IFD2: {
      DateTimeOriginal: taken.local,
      OffsetTimeOriginal: taken.offset,
      LensModel: camera.lens,
      ISOSpeedRatings: iso,
      FNumber: `${Math.round(aperture * 10)}/10`,
      ExposureTime: seconds,
      FocalLength: `${focal}/1`,
    },
    IFD3: {
      GPSLatitudeRef: north < 0 ? 'S' : 'N',
      GPSLatitude: sexagesimal(north),
      GPSLongitudeRef: east < 0 ? 'W' : 'E',
      GPSLongitude: sexagesimal(east),
    },
  }
}

function sexagesimal(degrees: number): string {
  const whole = Math.floor(Math.abs(degrees))
  const minutes = (Math.abs(degrees) - whole) * 60
  return `${whole}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 6000)}/100`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function xmpOf({ title, description, tags, rating }: SampleWords): string {
  const said = (name: string, text: string) =>
    text === ''
      ? ''
      : `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:${name}>`
  const words = [...tags, 'sample'].map((tag) => `<rdf:li>${escaped(tag)}</rdf:li>`).join('')
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"${rating === null ? '' : ` xmp:Rating="${rating}"`}>${said('title', title)}${said('description', description)}<dc:subject><rdf:Bag>${words}</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}
