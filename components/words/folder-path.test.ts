import { describe, expect, it } from 'vitest'
import { crumbsOf, folderHref, rootOf } from './folder-path'

describe('crumbsOf', () => {
  it.each([
    ['', []],
    ['2023/', [['2023', '2023/']]],
    [
      'a/b c/ü/',
      [
        ['a', 'a/'],
        ['b c', 'a/b c/'],
        ['ü', 'a/b c/ü/'],
      ],
    ],
    [
      '/a//b/',
      [
        ['(no name)', '/'],
        ['a', '/a/'],
        ['(no name)', '/a//'],
        ['b', '/a//b/'],
      ],
    ],
    [
      '../x/',
      [
        ['..', '../'],
        ['x', '../x/'],
      ],
    ],
  ])('%j', (prefix, expected) => {
    expect(crumbsOf(prefix).map((crumb) => [crumb.name, crumb.prefix])).toEqual(expected)
  })
})

describe('a source that begins below a prefix', () => {
  it.each([
    ['', 'a/', ['a']],
    ['photos/2023/', 'photos/2023/a/b/', ['a', 'b']],
    ['photos/20', 'photos/2023/', ['2023']],
    ['photos/', 'photos/', []],
    ['photos', 'photos-old/', ['photos-old']],
  ])('%j: the way to %j', (prefix, folder, names) => {
    expect(crumbsOf(folder, rootOf({ prefix })).map(({ name }) => name)).toEqual(names)
  })
})

describe('folderHref', () => {
  it.each(['', 'a/', 'Größe & Co/', 'a+b/', '50%/', '#1/', ' x /', '../', 'e\u0301/'])(
    'keeps %j as it is',
    (prefix) => {
      const url = new URL(folderHref('id', prefix), 'http://host')
      expect(url.searchParams.get('folder') ?? '').toBe(prefix)
    },
  )
})
