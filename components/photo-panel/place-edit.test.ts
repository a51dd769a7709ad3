import { describe, expect, it } from 'vitest'
import { placeEdit, placeForm } from './field-forms'

const NOWHERE = { location: null, place: null }
const BERLIN = {
  location: { latitude: 52.5, longitude: 13.4, altitude: null },
  place: { town: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'DE' },
}
const typed = (photo: typeof NOWHERE | typeof BERLIN, more: Partial<ReturnType<typeof placeForm>>) =>
  placeEdit({ ...placeForm(photo), ...more }, photo)

describe('the edit of a place', () => {
  it('is none when nothing changed', () => {
    expect([typed(NOWHERE, {}), typed(BERLIN, {}), typed(BERLIN, { coordinates: ' 52.5, 13.4 ' })]).toEqual([
      null,
      null,
      null,
    ])
  })
  it('takes coordinates, or empties them, and leaves the names to the server', () => {
    expect(typed(NOWHERE, { coordinates: '1, 2' })).toMatchObject({ location: { latitude: 1, longitude: 2 } })
    expect(typed(BERLIN, { coordinates: '' })).toEqual({ location: null })
    expect(typed(BERLIN, { coordinates: 'north' })).toBe('wrong')
  })
  it('drops the code of a country that is named otherwise', () => {
    expect(typed(BERLIN, { town: 'Potsdam' })).toEqual({
      place: { town: 'Potsdam', region: 'Berlin', country: 'Germany' },
    })
    expect(typed(BERLIN, { country: 'Poland' })).toEqual({
      place: { town: 'Berlin', region: 'Berlin', country: 'Poland', countryCode: null },
    })
  })
})
