import { describe, expect, it } from 'vitest'
import { cameraLabel, exposureLabels } from './camera-text'
import { dayOf, dayPlaces, photoName, placeLabel } from './photo-text'

const CAMERA = { make: null, model: null, lens: null, iso: null, aperture: null, exposure: null, focalLength: null }
const place = (town: string | null, region: string | null = null, country: string | null = null) => ({
  town,
  region,
  country,
  countryCode: null,
})

it('takes the day of a photo from the clock of its place, not from UTC', () => {
  expect(dayOf({ takenAt: '2023-08-10T23:30:00-10:00' })).toBe('2023-08-10')
  expect(dayOf({ takenAt: null })).toBe('')
})

describe('places', () => {
  it.each([
    [place('Berlin', 'Berlin', 'Germany'), 'Berlin, Germany'],
    [place(null, 'Bavaria', 'Germany'), 'Bavaria, Germany'],
    [place(null, null, 'Chile'), 'Chile'],
    [place(null), null],
    [null, null],
  ])('%o', (given, words) => {
    expect(placeLabel(given)).toBe(words)
  })
  it('names a day by its towns, once each', () => {
    expect(
      dayPlaces([{ place: place('Berlin') }, { place: null }, { place: place('Berlin') }, { place: place('Potsdam') }]),
    ).toBe('Berlin, Potsdam')
    expect(dayPlaces(['A', 'B', 'C', 'D'].map((town) => ({ place: place(town) })))).toBe('A, B and more')
    expect(dayPlaces([{ place: null }])).toBeNull()
  })
})

describe('photoName', () => {
  it.each([
    [{ title: 'Boat', takenAt: null, addedAt: '2024-01-02T00:00:00Z' }, 'Boat'],
    [{ title: '', takenAt: '2023-08-10T14:03:00', addedAt: '2024-01-02T00:00:00Z' }, 'Photo of Thu 10 Aug 2023'],
    [{ title: '', takenAt: null, addedAt: '2024-01-02T00:00:00Z' }, 'Photo added Tue 2 Jan 2024'],
  ])('%o', (photo, name) => {
    expect(photoName({ ...photo, takenAtGuessed: false })).toBe(name)
  })
  it('tells a guess as one', () => {
    const photo = { title: '', takenAt: '2023-08-10T14:03:00Z', takenAtGuessed: true, addedAt: '2024-01-02T00:00:00Z' }
    expect(photoName(photo)).toBe('Photo of about Thu 10 Aug 2023')
  })
})

describe('camera', () => {
  it.each([
    ['FUJIFILM', 'X100V', 'FUJIFILM X100V'],
    ['Canon', 'Canon EOS 5D', 'Canon EOS 5D'],
    ['NIKON CORPORATION', 'NIKON D90', 'NIKON D90'],
    ['Apple', null, 'Apple'],
    [null, 'Pixel 7', 'Pixel 7'],
  ])('%s + %s', (make, model, words) => {
    expect(cameraLabel({ ...CAMERA, make, model })).toBe(words)
  })
  it.each([
    [{ exposure: 1 / 250, aperture: 2.8, iso: 400, focalLength: 35 }, ['1/250 s', 'f/2.8', 'ISO 400', '35 mm']],
    [{ exposure: 0.5 }, ['0.5 s']],
    [{ exposure: 30, aperture: 8 }, ['30 s', 'f/8']],
    [{ exposure: 0, aperture: 0, iso: 0, focalLength: 0 }, []],
  ])('%o', (given, labels) => {
    expect(exposureLabels({ ...CAMERA, ...given })).toEqual(labels)
  })
})
