import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import { componentsOf, type Edge } from './components'

const edges = fc.array(
  fc
    .record({
      a: fc.integer({ min: 0, max: 12 }),
      step: fc.integer({ min: 1, max: 12 }),
      kind: fc.constantFrom(...DUPLICATE_KINDS),
    })
    .map(({ a, step, kind }): Edge => ({ a: `p${a}`, b: `p${a + step}`, kind })),
  { maxLength: 30 },
)

test('groups are the same whatever the order of the pairs', () => {
  fc.assert(
    fc.property(
      edges.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([one, other]) => {
        expect(componentsOf(other)).toEqual(componentsOf(one))
      },
    ),
  )
})

test('each sort hangs together on its own, and the loosest pair names the kind', () => {
  const found = componentsOf([
    { a: 'a', b: 'b', kind: 'same_bytes' },
    { a: 'b', b: 'c', kind: 'edited' },
    { a: 'c', b: 'd', kind: 'burst' },
    { a: 'e', b: 'f', kind: 'same_bytes' },
  ])
  expect(found.map(({ sort, kind, photoIds }) => [sort, kind, photoIds.join('')])).toEqual([
    ['duplicate', 'edited', 'abc'],
    ['duplicate', 'same_bytes', 'ef'],
    ['burst', 'burst', 'cd'],
  ])
  for (const { id } of found) expect(z.uuid().safeParse(id).success).toBe(true)
})
