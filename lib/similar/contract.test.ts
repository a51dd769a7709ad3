import { expect, test } from 'vitest'
import * as z from 'zod'
import { SimilarQuery } from './contract'

test.each([
  [{}, { distance: 10, limit: 100 }],
  [
    { distance: '0', limit: '500' },
    { distance: 0, limit: 500 },
  ],
  [{ distance: '32' }, { distance: 32, limit: 100 }],
])('%o is taken', (query, values) => {
  expect(SimilarQuery.parse(query)).toMatchObject(values)
})

test.each([
  { distance: '' },
  { distance: ' ' },
  { distance: '33' },
  { distance: '-1' },
  { distance: '1.5' },
  { distance: '0x10' },
  { distance: '1e1' },
  { distance: 'same' },
  { limit: '' },
  { limit: '0' },
  { limit: '501' },
  { mirrored: '' },
])('%o is refused with what would be right', (query) => {
  const { error } = SimilarQuery.safeParse(query)
  expect(error?.issues[0]?.message).toMatch(/whole number from \d+ to \d+|true or false/)
})

test('documents describe numbers', () => {
  const { properties } = z.toJSONSchema(SimilarQuery, { io: 'input' })
  expect(properties?.distance).toMatchObject({ type: 'integer', minimum: 0, maximum: 32, default: 10 })
})
