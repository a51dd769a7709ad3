import { describe, expect, it } from 'vitest'
import { makeTiff } from '../testing/tiff-block'
import { isMachineText } from './machine-text'
import { readMetadata } from './metadata'

const MACHINE = [
  'OLYMPUS DIGITAL CAMERA',
  'OLYMPUS DIGITAL CAMERA         ',
  'SONY DSC',
  'KODAK Digital Still Camera',
  'MINOLTA DIGITAL CAMERA',
  'KONICA MINOLTA DIGITAL CAMERA',
  'Minolta DSC',
  'EPSON DSC picture',
  'SANYO DIGITAL CAMERA',
  'SAMSUNG DIGITAL CAMERA',
  'SAMSUNG',
  'Samsung Techwin Digital Camera',
  'PENTAX DIGITAL CAMERA',
  'Digital Camera',
  'DCF 1.0',
  'Exif_JPEG_PICTURE',
  'Exif JPEG',
  'default',
  'binary comment',
  'null',
  '(null)',
  'MAP',
  'hbk',
  'fpt',
  'bmw_stab',
  'Screenshot',
  'oplus_0',
  'oplus_16777216',
  'hdrpl',
  'cof',
  '<Digimax S500 / Kenox S500 / Digimax Cyber 530>',
  'DCIM\\100MEDIA\\DJI_0024.JPG',
  '/storage/emulated/0/DCIM/Camera/a.jpg',
  'charset="Ascii"',
  '---',
  'File written by Adobe Photoshop¨ 4.0',
  '0.9.138',
  'My beautiful picture',
  'User Comments',
  'Exif_JPEG_422',
  'KONICA MINOLTA',
  'Processed with VSCO with hb1 preset',
  'Edited with Snapseed.',
  'Created with The GIMP',
  'яяяяяяяяяяяяяяяя',
  'JPEG Encoder Copyright 1998, James R. Weeks and BioElectroMech.',
  'R:  139 G:  255 B:  189 X:39852 Y:    0 S:    0',
  '{"MAPLatitude":52.5,"MAPSettingsEmail":"a@example.org"}',
  '{"MAPLatitude":52.5,"MAPSettingsEmail":"a@exam',
  '["a","b"]',
  '{\n    AEAverage = 195;\n    AEStable = 1;\n}',
  '<?xml version="1.0"?><plist version="1.0"></plist>',
  'bplist00\u00d4',
  'filter: 0; fileterIntensity: 0.0; filterMask: 0; captureOrientation: 0; module: photo;',
  'a cat, masterpiece\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512',
  'CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90',
  'FBMD01000a9d0d0000',
  'fbmd23000969',
  'Lavc58.134.100',
  'xr:d:DAFxyz12:2,j:123,t:22',
  'Adobe ImageReady',
  'ImageTitle',
  '<?xpacket begin',
  'Picasa',
  'Created by Nero PhotoSnap',
]

const PEOPLE = [
  'My first Olympus camera',
  'Canon in the cathedral',
  'Apple pie',
  'Apple',
  'Default settings of the old lens',
  'The MAP of Berlin',
  'map',
  'Screenshot of the bug',
  'Sharp',
  'Leaf by the river',
  'Null Island',
  '{curly} words',
  '2023',
  '10.5',
  'Caption',
  'Image-Description',
  '"quoted"',
  'Burst of colours; red: much; blue: little',
  'Place: Berlin; Light: sun; Mood: fine;',
  '<3',
  'DCIM is where cameras put pictures',
  'Steps to the harbour',
  'Lavender',
  'FBMD',
  'My image title',
  'A photo by Sony',
]

describe('machine texts are nobody’s description', () => {
  it.each(MACHINE)('%j', (text) => expect(isMachineText(text)).toBe(true))
  it.each(PEOPLE)('%j is somebody’s', (text) => expect(isMachineText(text)).toBe(false))

  it('the name of the camera says nothing of the picture', () => {
    const camera = { make: 'NIKON CORPORATION', model: 'NIKON D70' }
    expect(isMachineText('NIKON D70', camera)).toBe(true)
    expect(isMachineText('NIKON D70 on a rock', camera)).toBe(false)
  })

  it('what a person wrote behind one is found', () => {
    const exif = makeTiff({ 270: 'SONY DSC' }, { 37510: { bytes: [...Buffer.from('ASCII\0\0\0At the lake')] } })
    const blocks = { exif, xmp: null, extendedXmp: null, iptc: null, comments: [], filename: '' }
    const { fields, exif: raw } = readMetadata(blocks)
    expect(fields.description).toBe('At the lake')
    expect(JSON.stringify(raw)).toContain('SONY DSC')
  })

  it('long ones take no time', () => {
    for (const text of [
      '{a = b; '.repeat(50_000),
      'a: b; '.repeat(50_000),
      `{"${'a'.repeat(100_000)}`,
      '../'.repeat(50_000),
      'a b '.repeat(50_000),
    ])
      isMachineText(text)
  })
})
