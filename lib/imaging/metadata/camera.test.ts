import { describe, expect, it } from 'vitest'
import { fieldsOf, NOTHING, whole, xmp } from '../testing/made-blocks'
import { type MadeDirectory, makeTiff } from '../testing/tiff-block'
import { readMetadata } from './metadata'

describe('camera', () => {
  it('reads a sensitivity that was written as text', () => {
    expect(fieldsOf({ exif: makeTiff({}, { 34855: '400' }) }).camera.iso).toBe(400)
  })

  it('shows nothing for numbers that are none', () => {
    const { camera } = fieldsOf({
      exif: makeTiff(
        { 271: 'Canon' },
        { 33434: { rationals: [[1, 0]] }, 33437: { rationals: [[0, 0]] }, 34855: { shorts: [0] }, 37386: whole(0) },
      ),
    })
    expect(camera).toEqual({
      make: 'Canon',
      model: null,
      lens: null,
      iso: null,
      aperture: null,
      exposure: null,
      focalLength: null,
    })
  })

  it('reads both byte orders alike', () => {
    const tags: [MadeDirectory, MadeDirectory] = [
      { 271: 'NIKON', 274: { shorts: [6] } },
      { 33434: { rationals: [[1, 250]] }, 34855: { shorts: [400] } },
    ]
    const big = readMetadata({ ...NOTHING, exif: makeTiff(...tags, {}, 'MM') })
    const little = readMetadata({ ...NOTHING, exif: makeTiff(...tags, {}, 'II') })
    expect(little).toEqual(big)
    expect(little).toMatchObject({ orientation: 6, fields: { camera: { make: 'NIKON', iso: 400, exposure: 0.004 } } })
  })
})

describe('how it was set', () => {
  const set = (exif: MadeDirectory, main: MadeDirectory = {}) => fieldsOf({ exif: makeTiff(main, exif) }).camera

  it.each<[string, MadeDirectory, number | null]>([
    ['plain', { 34855: { shorts: [400] } }, 400],
    ['a nought before it', { 34855: { shorts: [0, 200] } }, 200],
    ['above what the field holds', { 34855: { shorts: [65_535] }, 34866: { longs: [102_400] } }, 102_400],
    ['full and nothing else', { 34855: { shorts: [65_535] } }, 65_535],
    ['not the index where the field says it', { 34855: { shorts: [200] }, 34866: { longs: [400] } }, 200],
    ['recommended index', { 34866: { longs: [80_000] } }, 80_000],
    ['standard output sensitivity', { 34865: { longs: [640] } }, 640],
    ['ISO speed', { 34867: { longs: [800] } }, 800],
    ['none', { 34855: { shorts: [0, 0] } }, null],
  ])('ISO: %s', (_name, tags, expected) => expect(set(tags).iso).toBe(expected))

  it('in APEX', () => {
    const apex = { 37377: { rationals: [[7, 1]] }, 37378: { rationals: [[297_085, 100_000]] } } satisfies MadeDirectory
    expect(set(apex)).toMatchObject({ exposure: 1 / 128, aperture: 2.8 })
    const plain = { ...apex, 33434: { rationals: [[1, 125]] }, 33437: { rationals: [[4, 1]] } } satisfies MadeDirectory
    expect(set(plain)).toMatchObject({ exposure: 1 / 125, aperture: 4 })
  })

  it('in XMP', () => {
    const { camera } = fieldsOf({
      xmp: xmp(
        'exif:ShutterSpeedValue="7/1" exif:ApertureValue="4/1" aux:LensInfo="240/10 700/10 28/10 40/10"><exif:ISOSpeedRatings><rdf:Seq><rdf:li>0</rdf:li><rdf:li>320</rdf:li></rdf:Seq></exif:ISOSpeedRatings>',
      ),
    })
    expect(camera).toMatchObject({ exposure: 1 / 128, aperture: 4, iso: 320, lens: '24-70mm f/2.8-4' })
  })

  it.each<[string, [number, number][], string | null]>([
    [
      'zoom',
      [
        [24, 1],
        [70, 1],
        [28, 10],
        [28, 10],
      ],
      '24-70mm f/2.8',
    ],
    [
      'prime',
      [
        [50, 1],
        [50, 1],
        [18, 10],
        [18, 10],
      ],
      '50mm f/1.8',
    ],
    [
      'f-numbers unknown',
      [
        [50, 1],
        [50, 1],
        [0, 0],
        [0, 0],
      ],
      '50mm',
    ],
    [
      'nothing known',
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      null,
    ],
  ])('a lens by its numbers: %s', (_name, rationals, expected) => {
    expect(set({ 42034: { rationals } }).lens).toBe(expected)
    expect(set({ 42034: { rationals }, 42036: 'Named' }).lens).toBe('Named')
    expect(set({ 42034: { rationals }, 42036: '----' }).lens).toBe(expected)
  })
})
