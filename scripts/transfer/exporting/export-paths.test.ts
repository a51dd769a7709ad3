import { expect, it } from 'vitest'
import { exportPaths } from './export-paths'

const paths = (...photos: [string | undefined, string | null][]) => [
  ...exportPaths(photos.map(([filename, takenAt], at) => ({ id: `${at}`, filename, takenAt }))).values(),
]

it('has year, month and name', () => {
  expect(paths(['a.jpg', '2023-08-10T14:03:00+02:00'], ['b.jpg', null])).toEqual(['2023/08/a.jpg', 'undated/b.jpg'])
})

it('numbers a second one of a name, in whatever case, and keeps off sidecars', () => {
  expect(paths(['a.jpg', null], ['A.JPG', null], ['a.jpg', null], ['a (2).jpg', null])).toEqual([
    'undated/a.jpg',
    'undated/A (2).JPG',
    'undated/a (3).jpg',
    'undated/a (2) (2).jpg',
  ])
  expect(paths(['a', null], ['a.xmp', null])).toEqual(['undated/a', 'undated/a (2).xmp'])
  expect(paths(['a.xmp', null], ['a', null])).toEqual(['undated/a.xmp', 'undated/a (2)'])
})

it.each([
  '../../etc/passwd',
  '/etc/passwd',
  '..',
  '.',
  '',
  '..\\..\\x.jpg',
  'a/../../b.jpg',
  'x\u0000y.jpg',
  'a\nb.jpg',
  'CON.jpg',
  '\u202egpj.exe',
  `${'ü'.repeat(300)}.jpg`,
  '.hidden',
  undefined,
])('stays in its folder: %j', (filename) => {
  for (const takenAt of [null, '2023-08-10T00:00:00', '../../-08-10', '2023-../x']) {
    const [path = ''] = paths([filename, takenAt])
    expect(path).toMatch(/^(2023\/08|undated)\/[^/\\\p{Cc}\u202e]+$/u)
    expect(path.split('/').at(-1)).not.toMatch(/^\./)
    expect(Buffer.byteLength(path)).toBeLessThan(220)
  }
})
