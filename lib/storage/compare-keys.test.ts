import { expect, it } from 'vitest'
import { compareKeys } from './compare-keys'

const PARTS = [
  '',
  'a',
  'b',
  'A',
  '/',
  '.',
  '0',
  ' ',
  '\u007f',
  'é',
  'e\u0301',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '～',
  '🌅',
  '\u{10000}',
  '\u{10ffff}',
  '写',
]

it('orders keys as their bytes are ordered', () => {
  const keys = PARTS.flatMap((first) =>
    PARTS.flatMap((second) => PARTS.slice(0, 8).map((third) => first + second + third)),
  )
  const some = keys.filter((_, index) => index % 3 === 0)
  for (const a of some) {
    for (const b of some) {
      const wanted = Buffer.compare(Buffer.from(a), Buffer.from(b))
      if (Math.sign(compareKeys(a, b)) !== wanted) expect([a, b, compareKeys(a, b)]).toEqual([a, b, wanted])
    }
  }
  expect(some.length).toBeGreaterThan(800)
})
