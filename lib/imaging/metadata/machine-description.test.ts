import { describe, expect, it } from 'vitest'
import { makeTiff } from '../testing/tiff-block'
import { readMetadata } from './metadata'

const fieldsOf = (tags: Parameters<typeof makeTiff>[0], filename = '') =>
  readMetadata({ exif: makeTiff(tags), xmp: null, extendedXmp: null, iptc: null, comments: [], filename }).fields
const descriptionOf = (text: string) => fieldsOf({ 270: text }).description

describe('a description that a program left as JSON', () => {
  it.each([
    ['{"MAPLatitude":"52.5","MAPDeviceName":"Ann"}', ''],
    ['["a","b"]', ''],
    ['{curly} words', '{curly} words'],
    ['2023', '2023'],
    ['"quoted"', '"quoted"'],
  ])('%s is shown as %j', (given, shown) => expect(descriptionOf(given)).toBe(shown))
})

describe('a description that nobody wrote', () => {
  it.each([
    'DCIM\\100MEDIA\\DJI_0001.JPG',
    'DCIM/100GOPRO/GOPR0012.JPG',
    '/storage/emulated/0/DCIM/Camera/20190704_123456.jpg',
    'C:\\Users\\Ann Example\\My pictures\\the dog.jpg',
    'IMG_1234.HEIC',
    'IMG_1234',
    'DSC00042',
    'P1010042',
    'PXL_20230810_120000',
    'WhatsApp Image 2020-05-12 at 14.33.21.jpeg',
    'OLYMPUS DIGITAL CAMERA         ',
    'SONY DSC                       ',
    'Minolta DSC',
    'KONICA MINOLTA DIGITAL CAMERA',
    'KODAK Digital Still Camera',
    'SAMSUNG',
    'SAMSUNG CAMERA PICTURES',
    '<Digimax i6 PMP, Samsung #1 MP3>',
    'Exif_JPEG_PICTURE',
    'cof',
    'oznor',
    '-- ',
    '...',
  ])('%j is none', (text) => expect(descriptionOf(text)).toBe(''))

  it.each([
    'My Olympus digital camera on the table',
    'Grandma with her Sony',
    'Harbour at dusk',
    'See IMG_1234.jpg for the other side',
    'Oslo/Bergen',
    'the dog.jpg ran away',
    'Day 3',
    'R2D2',
    'P1000',
    'Camera',
    '2023',
    'A',
    '❤',
    'Tag 17',
  ])('%j stays', (text) => expect(descriptionOf(text)).toBe(text))

  it('nor one that is the name of its file or of its camera', () => {
    expect(fieldsOf({ 270: 'Beach at noon.jpg' }, 'beach at noon.jpg').description).toBe('')
    expect(fieldsOf({ 270: 'ACME X100', 271: 'Acme', 272: 'X100' }).description).toBe('')
    expect(fieldsOf({ 270: 'Beach at noon' }, 'IMG_1.jpg').description).toBe('Beach at noon')
  })

  it('gives way to the next that somebody wrote', () => {
    const words = Buffer.from('ASCII\0\0\0The harbour')
    const exif = makeTiff({ 270: 'SONY DSC' }, { 37510: { bytes: [...words] } })
    const blocks = { exif, xmp: null, extendedXmp: null, iptc: null, comments: [], filename: '' }
    expect(readMetadata(blocks).fields.description).toBe('The harbour')
  })

  it('is no title either where a camera wrote it', () => {
    const utf16 = (text: string) => ({ bytes: [...Buffer.from(`${text}\0`, 'utf16le')] })
    expect(fieldsOf({ 40091: utf16('OLYMPUS DIGITAL CAMERA') }).title).toBe('')
    expect(fieldsOf({ 40091: utf16('IMG_1234') }).title).toBe('IMG_1234')
  })
})
