import { describe, expect, it } from 'vitest'
import type { FileFields, SidecarFields } from '@/db/schema/file-fields'
import { NO_FIELDS } from '../../photos/file-columns'
import { sayingColumns } from './apply-sidecars'

const PRAGUE = { town: 'Prague', region: 'Praha', country: 'Czechia', countryCode: 'CZ' }
const names = { town: null, region: null, country: null, countryCode: null }
const location = { latitude: 50.09, longitude: 14.4, altitude: null }
const own: FileFields = { ...NO_FIELDS, title: 'Of the file', tags: ['a'], location }

const say = async (sidecars: SidecarFields | null, edited: string[] = [], of = own) =>
  sayingColumns(of, sidecars, edited, async () => PRAGUE)

describe('what a file and its sidecars say together', () => {
  it('the file alone, without any', async () => {
    expect(await say(null)).toMatchObject({ title: 'Of the file', tags: ['a'], town: 'Prague', ownFields: null })
  })

  it('the sidecar over the file, the person over both', async () => {
    const sidecar = { title: 'Of the sidecar', rating: 4, place: { ...names, town: 'Home' } }
    expect(await say(sidecar)).toMatchObject({
      title: 'Of the sidecar',
      tags: ['a'],
      rating: 4,
      town: 'Home',
      ownFields: own,
    })
    const edited = await say(sidecar, ['title', 'place'])
    expect(edited).not.toHaveProperty('title')
    expect(edited).not.toHaveProperty('town')
    expect(edited).toMatchObject({ rating: 4, fileFields: { title: 'Of the sidecar' } })
    expect(edited.fileFields).not.toHaveProperty('place')
  })

  const places: [string, Partial<typeof PRAGUE>, object][] = [
    [
      'a town is believed, and the country found where none is named',
      { town: 'Žižkov' },
      { town: 'Žižkov', region: null, country: 'Czechia', countryCode: 'CZ' },
    ],
    [
      'a whole place is believed',
      { town: 'Žižkov', region: 'P3', country: 'Česko', countryCode: 'CZ' },
      { town: 'Žižkov', region: 'P3', country: 'Česko' },
    ],
    ['a country alone tells less than the coordinates', { country: 'Česko' }, PRAGUE],
  ]
  it.each(places)('%s', async (_about, place, expected) => {
    expect(await say({ place: { ...names, ...place } })).toMatchObject(expected)
  })

  it('without coordinates whatever is named is the place', async () => {
    const nowhere = { ...own, location: null }
    expect(await say({ place: { ...names, country: 'Norway' } }, [], nowhere)).toMatchObject({
      town: null,
      country: 'Norway',
    })
    expect(await say({}, [], nowhere)).toMatchObject({ town: null, country: null })
  })
})
