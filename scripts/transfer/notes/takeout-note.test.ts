import { describe, expect, it } from 'vitest'
import { isYearFolder, readTakeoutNote } from './takeout-note'

const read = (note: object) => readTakeoutNote(JSON.stringify(note))
const TAKEN = { photoTakenTime: { timestamp: '1564664400', formatted: 'Aug 1, 2019' } }

describe('a note of Takeout', () => {
  it('says everything of a photo', () => {
    const note = {
      title: 'IMG_1.jpg',
      description: ' At the sea ',
      ...TAKEN,
      geoData: { latitude: 53.5, longitude: 10, altitude: 7.5 },
      favorited: true,
    }
    expect(read(note)).toEqual({
      kind: 'photo',
      filename: 'IMG_1.jpg',
      trashed: false,
      details: {
        description: 'At the sea',
        takenInstant: 1_564_664_400_000,
        location: { latitude: 53.5, longitude: 10, altitude: 7.5 },
        locationIsLoose: true,
        favourite: true,
      },
    })
  })

  it.each([
    ['a title that is no file name', { title: 'Harbour at dusk' }, { title: 'Harbour at dusk' }],
    [
      'no place at 0, 0; the file’s one instead',
      { geoData: { latitude: 0, longitude: 0 }, geoDataExif: { latitude: 1, longitude: 2 } },
      { location: { latitude: 1, longitude: 2, altitude: null }, locationIsLoose: true },
    ],
    ['no place on earth', { geoData: { latitude: 91, longitude: 2 } }, {}],
    ['a time before 1970', { photoTakenTime: { timestamp: '-86400' } }, { takenInstant: -86_400_000 }],
    ['a time as a number', { photoTakenTime: { timestamp: 86400 } }, { takenInstant: 86_400_000 }],
    ['a time that is none', { photoTakenTime: { timestamp: 'yesterday' }, geoData: { latitude: 0, longitude: 0 } }, {}],
    ['a time far ahead', { photoTakenTime: { timestamp: '99999999999' } }, {}],
    ['not a favourite', { favorited: 'yes' }, {}],
    ['values of other types', { title: 4, description: ['x'] }, {}],
  ])('%s', (_, note, details) => {
    const base: Record<string, unknown> = { ...TAKEN, ...note }
    const taken = 'photoTakenTime' in note ? {} : { takenInstant: 1_564_664_400_000 }
    expect(read(base)).toMatchObject({ kind: 'photo' })
    expect(read(base)).toHaveProperty('details', { ...taken, ...details })
  })

  it('of an album, and what is no note', () => {
    expect(read({ title: 'Summer', description: 'By the sea', access: 'protected' })).toEqual({
      kind: 'album',
      title: 'Summer',
      description: 'By the sea',
    })
    expect(read({ ...TAKEN, trashed: true })).toMatchObject({ trashed: true })
    for (const text of ['', 'x', 'null', '[]', '{}', '4', '"title"', '{"title":', `${'['.repeat(100_000)}`]) {
      expect(readTakeoutNote(text), text.slice(0, 20)).toBeNull()
    }
  })
})

it('knows the folders of years', () => {
  for (const name of ['Photos from 2019', 'Fotos von 2019', 'Fotos de 2020'])
    expect(isYearFolder(name), name).toBe(true)
  for (const name of ['Berlin 2019', '2019', 'Photos from Berlin']) expect(isYearFolder(name), name).toBe(false)
})
