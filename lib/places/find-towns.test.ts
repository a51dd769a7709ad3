import { expect, it } from 'vitest'
import { findTowns } from './find-towns'
import { ENGLISH_NAMES } from './other-names'

const names = async (q: string, limit = 3) =>
  (await findTowns({ q, limit })).map(({ name, countryCode }) => `${name} ${countryCode}`)

it.each([
  ['berl', 'Berlin DE'],
  ['BERLIN', 'Berlin DE'],
  ['sao pau', 'São Paulo BR'],
  ['tromso', 'Tromsø NO'],
  ['köl', 'Köln DE'],
  ['cologne', 'Köln DE'],
  ['genf', 'Genève CH'],
  ['kiew', 'Kyiv UA'],
  ['wien', 'Vienna AT'],
  ['münchen', 'Munich DE'],
  ['munchen', 'Munich DE'],
  ['東京', 'Tokyo JP'],
  ['москва', 'Moscow RU'],
  ['ordin', 'Sankt Peter-Ording DE'],
  ['paris, tex', 'Paris US'],
  ['paris,us', 'Paris US'],
  ['springfield, illinois', 'Springfield US'],
])('“%s” finds %s', async (q, expected) => {
  expect(await names(q, 8)).toContain(expected)
})

it.each([
  ['porto', 'Porto PT'],
  ['bern', 'Bern CH'],
  ['paris', 'Paris FR'],
])('“%s” is %s before larger towns that only begin so', async (q, expected) => {
  expect((await names(q))[0]).toBe(expected)
})

it('gives the largest first, as many as were asked for, with where they lie', async () => {
  const towns = await findTowns({ q: 'par', limit: 5 })
  expect(towns).toHaveLength(5)
  expect(towns[0]).toMatchObject({ name: 'Paris', region: 'Île-de-France', country: 'France', countryCode: 'FR' })
  expect(towns[0]?.latitude).toBeCloseTo(48.85, 1)
  expect(towns[0]?.longitude).toBeCloseTo(2.35, 1)
  const sizes = towns.map(({ population }) => population)
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
})

it.each([[''], [' , '], ['zzzzzz'], ['%'], ['\u0000'], ['berlin, nowhere']])('“%s” finds nothing', async (q) => {
  expect(await names(q)).toEqual([])
})

it('every name that other names stand for is the name of a town', async () => {
  for (const name of new Set([...ENGLISH_NAMES.values()].flat())) expect(await names(name, 1), name).toHaveLength(1)
})
