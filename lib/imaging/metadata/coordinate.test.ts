import { describe, expect, it } from 'vitest'
import { type Axis, readCoordinate } from './coordinate'
import { locationFromXmp } from './gps'

const LATITUDE: Axis = ['N', 'S']

describe('coordinates', () => {
  it.each<[string | undefined, string | undefined, number | null]>([
    ['33,51.40704S', undefined, -33.856784],
    ['33,51,24.4224S', undefined, -33.856784],
    ['33.856784', 'S', -33.856784],
    ['33.856784', 's', -33.856784],
    ['33.856784', 'South', -33.856784],
    ['33.856784', 'south latitude', -33.856784],
    ['33.856784', 'Sud', -33.856784],
    ['33.856784', 'N', 33.856784],
    ['33.856784', undefined, 33.856784],
    ['33.856784', 'x', 33.856784],
    ['-33.856784', undefined, -33.856784],
    ['−33.856784', undefined, -33.856784],
    ['-33.856784', 'S', -33.856784],
    ['-33.856784', 'N', -33.856784],
    ['33.856784S', 'N', -33.856784],
    ['33.856784 S', undefined, -33.856784],
    ['33.856784 south', undefined, -33.856784],
    ['S 33.856784', undefined, -33.856784],
    ['s33 51.40704', undefined, -33.856784],
    ['33 51 24.4224', 'S', -33.856784],
    ['-33 51 24.4224', undefined, -33.856784],
    ['33° 51\' 24.4224" S', undefined, -33.856784],
    ['33°51′24.4224″S', undefined, -33.856784],
    ['33 deg 51\' 24.4224"', 'S', -33.856784],
    ['33 degrees 51 minutes 24.4224 seconds South', undefined, -33.856784],
    ['33/1,51/1,244224/10000', 'S', -33.856784],
    ['33/1 51/1 244224/10000', 'S', -33.856784],
    ['33856784/1000000', 'S', -33.856784],
    ['33,856784', 'S', -33.856784],
    ['3.3856784e1', 'S', -33.856784],
    ['-3.3856784E+01', undefined, -33.856784],
    ['-1.5e-3', undefined, -0.0015],
    ['.5', undefined, 0.5],
    ['33.', undefined, 33],
    ['33 51 24 7', 'S', null],
    ['33 71', 'S', null],
    ['33 -5', 'S', null],
    ['33.8E', undefined, null],
    ['33/0', 'S', null],
    ['N', undefined, null],
    ['north of here', 'N', null],
    ['NaN', undefined, null],
    ['', 'N', null],
    [undefined, 'N', null],
  ])('%s with %s', (value, reference, expected) => {
    const found = readCoordinate(value, reference, LATITUDE)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(expected, 9)
  })

  it('of XMP take their references and the side of the sea', () => {
    const xmp = new Map([
      ['exif:GPSLatitude', ['33.4489']],
      ['exif:GPSLatitudeRef', ['S']],
      ['exif:GPSLongitude', ['70.6693']],
      ['exif:GPSLongitudeRef', ['West']],
      ['exif:GPSAltitude', ['4.3e2']],
      ['exif:GPSAltitudeRef', ['Below Sea Level']],
    ])
    expect(locationFromXmp(xmp)).toEqual({ latitude: -33.4489, longitude: -70.6693, altitude: -430 })
  })
})
